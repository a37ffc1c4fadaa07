using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Scenes;

/// <content>What touches what. For the expert, the judge and tests; nothing that decides on a robot may ask.</content>
public sealed partial class SimulatedWorld
{
    private const int NoObject = -1;
    private readonly int[] _geomObject;
    private readonly ContactPartner[] _geomPartner;

    /// <summary>Returns the sum of the normal forces between an object and one kind of partner in the last step. Unit: N. Allocates nothing.</summary>
    /// <param name="objectIndex">Range: 0 to the number of objects - 1.</param>
    /// <param name="partner">What it touches.</param>
    public double ContactForceN(int objectIndex, ContactPartner partner)
    {
        Span<double> six = stackalloc double[6];
        double sum = 0;
        int count = Data.ContactCount;
        for (int i = 0; i < count; i++)
        {
            MujocoContact contact = Data.Contact(i);
            bool first = _geomObject[contact.Geom1] == objectIndex, second = _geomObject[contact.Geom2] == objectIndex;
            if (first == second || _geomPartner[first ? contact.Geom2 : contact.Geom1] != partner)
                continue;
            Data.ContactForce(i, six);
            sum += six[0];
        }

        return sum;
    }

    /// <summary>Returns the sum of the normal forces between an object and the whole hand in the last step. Unit: N. Allocates nothing.</summary>
    /// <param name="objectIndex">Range: 0 to the number of objects - 1.</param>
    public double HandForceN(int objectIndex) => ContactForceN(objectIndex, ContactPartner.Palm)
        + ContactForceN(objectIndex, ContactPartner.Thumb) + ContactForceN(objectIndex, ContactPartner.Finger);

    /// <summary>Returns which object a shape belongs to, or -1. Serves segmentation pictures in tests and data collection.</summary>
    /// <param name="geomId">MuJoCo's shape; -1 for the background.</param>
    public int ObjectOfGeom(int geomId) => (uint)geomId < (uint)_geomObject.Length ? _geomObject[geomId] : NoObject;

    /// <summary>Returns whether a shape belongs to arm, column or hand.</summary>
    /// <param name="geomId">MuJoCo's shape; -1 for the background.</param>
    public bool IsRobotGeom(int geomId) => (uint)geomId < (uint)_geomPartner.Length
        && _geomPartner[geomId] is ContactPartner.Arm or ContactPartner.Palm or ContactPartner.Thumb or ContactPartner.Finger;

    /// <summary>Returns the largest depth by which robot parts sink into themselves, the table or the tray in the last step; 0 when nothing touches. Unit: m.</summary>
    public double RobotPenetrationM()
    {
        double deepest = 0;
        int count = Data.ContactCount;
        for (int i = 0; i < count; i++)
        {
            MujocoContact contact = Data.Contact(i);
            if (_geomObject[contact.Geom1] == NoObject && _geomObject[contact.Geom2] == NoObject)
                deepest = Math.Max(deepest, -contact.DistanceM);
        }

        return deepest;
    }

    private (int[] Objects, ContactPartner[] Partners) SortGeoms()
    {
        var objects = new int[Model.Ngeom];
        var partners = new ContactPartner[Model.Ngeom];
        for (int g = 0; g < Model.Ngeom; g++)
        {
            string body = Model.Name(MujocoObject.Body, Model.GeomBody[g]);
            string geom = Model.Name(MujocoObject.Geom, g);
            objects[g] = body.StartsWith(RobotNames.ObjectPrefix, StringComparison.Ordinal)
                ? int.Parse(body.AsSpan(RobotNames.ObjectPrefix.Length)) : NoObject;
            partners[g] = objects[g] != NoObject ? ContactPartner.Object
                : geom.StartsWith(RobotNames.TrayPrefix, StringComparison.Ordinal) ? ContactPartner.Tray
                : body == RobotNames.PalmBody ? ContactPartner.Palm
                : body.StartsWith(RobotNames.HandPrefix + "thumb", StringComparison.Ordinal) ? ContactPartner.Thumb
                : body.StartsWith(RobotNames.HandPrefix, StringComparison.Ordinal) ? ContactPartner.Finger
                : body.StartsWith(RobotNames.ArmPrefix, StringComparison.Ordinal) || geom.StartsWith(RobotNames.ArmPrefix, StringComparison.Ordinal) ? ContactPartner.Arm
                : ContactPartner.Table;
        }

        return (objects, partners);
    }
}
