using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>A driver host on <see cref="GrantedTicks"/> as its link sees it; remembers what pictures were wanted from when.</summary>
internal sealed class PacedTicks(GrantedTicks ticks, DriverHost host) : IPacedHost
{
    public long Requests => host.Loop.Requests;

    public TimeSpan PicturesFrom { get; private set; }

    public TimeSpan NextPicture(string camera, TimeSpan notBefore) => notBefore;

    public void GrantUntil(TimeSpan upTo, TimeSpan picturesFrom)
    {
        PicturesFrom = picturesFrom;
        ticks.Grant(upTo);
    }
}
