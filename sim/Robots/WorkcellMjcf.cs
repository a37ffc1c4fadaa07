using System.Xml.Linq;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Tasks.Ungraspable;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Robots;

/// <summary>What stands around the robot: floor, column, table, tray, cameras.</summary>
internal static class WorkcellMjcf
{
    private const double FloorZ = -0.72;
    private const double TrayWallThickness = 0.004;

    // Only for the eye, so thin that objects in the tray do not look sunk into it.
    private const double TrayFloorThickness = 0.001;

    /// <summary>Adds the floor to the world.</summary>
    public static void AddFloor(XElement worldBody) =>
        worldBody.Add(Element("geom", ("name", "floor"), ("type", "plane"), ("size", "4 4 0.1"), ("pos", Numbers(0, 0, FloorZ)), ("material", "floor")));

    /// <summary>Adds table, column and tray to the world.</summary>
    public static void AddFurniture(XElement worldBody, RobotModel robot, Workcell cell)
    {
        worldBody.Add(Element("geom", ("name", RobotNames.TableGeom), ("type", "box"), ("size", "0.40 0.62 0.02"), ("pos", "0.38 -0.03 -0.02"), ("material", "table"),
            ("contype", 0), ("conaffinity", 0)));
        // MuJoCo 2.2.2's contacts of a box resting flat on a box throw it into the air now and then (1 in 20 within six seconds), those with
        // a plane do not: so an unseen plane carries the objects, and the boxes of table and tray floor are for the eye.
        worldBody.Add(Element("geom", ("name", "table_top"), ("type", "plane"), ("size", "0.40 0.62 0.1"), ("pos", "0.38 -0.03 0"), ("rgba", "0 0 0 0"), ("group", 4)));
        AddColumn(worldBody, robot);
        if (cell.HasTray)
            AddTray(worldBody, cell);
        else
            BoardMjcf.AddBoard(worldBody);
    }

    /// <summary>Adds the column that carries the arm.</summary>
    // The column stands back and reaches the arm's base with a narrow bracket, so that the head camera sees past it to the near corner of the area and to the tray.
    public static void AddColumn(XElement worldBody, RobotModel robot)
    {
        Vector3d mount = robot.WorldFromBase.Translation;
        double top = mount.Z + 0.06;
        worldBody.Add(Element("geom", ("name", "arm_column"), ("type", "box"), ("size", Numbers(0.05, 0.055, (top - FloorZ) / 2)),
            ("pos", Numbers(mount.X - 0.18, mount.Y, (top + FloorZ) / 2)), ("rgba", "0.32 0.34 0.38 1")));
        worldBody.Add(Element("geom", ("name", "arm_bracket"), ("type", "box"), ("size", "0.0645 0.045 0.055"),
            ("pos", mount - new Vector3d(0.0655, 0, 0)), ("rgba", "0.32 0.34 0.38 1")));
    }

    /// <summary>Adds one camera per entry of the work cell; MuJoCo looks along -z with y up, so the optical frame turns half about x.</summary>
    public static void AddCameras(XElement worldBody, XElement flange, Workcell cell)
    {
        var opticalFromMujoco = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI), Vector3d.Zero);
        foreach (CameraSpec camera in cell.Cameras)
        {
            RigidTransform pose = camera.MountFromCamera * opticalFromMujoco;
            (camera.Mount == CameraMount.Flange ? flange : worldBody).Add(Element("camera", ("name", camera.Name),
                ("pos", pose.Translation), ("quat", pose.Rotation), ("fovy", camera.VerticalFieldOfViewRad * 180 / Math.PI)));
        }
    }

    private static void AddTray(XElement worldBody, Workcell cell)
    {
        Vector3d centre = cell.TrayCenter;
        double halfX = cell.TraySizeX / 2, halfY = cell.TraySizeY / 2, wall = TrayWallThickness / 2, halfHeight = cell.TrayWallHeight / 2;
        XElement tray = worldBody.Append(Element("body", ("name", "tray"), ("pos", new Vector3d(centre.X, centre.Y, 0))));
        Box("tray_floor", new(0, 0, TrayFloorThickness / 2), new(halfX, halfY, TrayFloorThickness / 2));
        Box("tray_wall_far", new(halfX + wall, 0, halfHeight), new(wall, halfY + (2 * wall), halfHeight));
        Box("tray_wall_near", new(-halfX - wall, 0, halfHeight), new(wall, halfY + (2 * wall), halfHeight));
        Box("tray_wall_left", new(0, halfY + wall, halfHeight), new(halfX, wall, halfHeight));
        Box("tray_wall_right", new(0, -halfY - wall, halfHeight), new(halfX, wall, halfHeight));

        void Box(string name, Vector3d position, Vector3d halfSize) => tray.Add(Element("geom", ("name", name), ("type", "box"),
            ("contype", name == "tray_floor" ? 0 : null), ("conaffinity", name == "tray_floor" ? 0 : null),
            ("pos", position), ("size", halfSize), ("rgba", name == "tray_floor" ? "0.40 0.45 0.52 1" : "0.33 0.38 0.45 1")));
    }
}
