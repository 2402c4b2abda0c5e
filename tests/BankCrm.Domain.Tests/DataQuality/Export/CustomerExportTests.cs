using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;

namespace BankCrm.Domain.Tests.DataQuality.Export;

public sealed class CustomerExportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    [Theory]
    [InlineData(200, ExportStatus.Waiting, 200)]
    [InlineData(1, ExportStatus.Waiting, 200)]
    [InlineData(201, ExportStatus.Proposed, 201)]
    public void Beyond_the_limit_somebody_decides(int counted, ExportStatus status, int rowLimit)
    {
        var export = Export(counted);

        Assert.Equal((status, rowLimit), (export.Status, export.RowLimit));
    }

    [Fact]
    public void After_three_days_it_must_be_asked_for_anew()
    {
        var export = Export(500);
        var late = Now + CustomerExport.Validity + TimeSpan.FromSeconds(1);

        Assert.False(export.HasExpired(Now + CustomerExport.Validity));
        Assert.True(export.HasExpired(late));
        Assert.StartsWith("The request is older", Assert.Throws<RefusedException>(() => export.Approve(Other, late)).Message);
    }

    [Fact]
    public void Nobody_decides_about_their_own()
    {
        var export = Export(500);

        Assert.Throws<RefusedException>(() => export.Approve(Me, Now));
        Assert.Throws<RefusedException>(() => export.TurnDown("No", Me, Now));
        Assert.Throws<RefusedException>(() => export.Cancel(Other, Now));
        export.Approve(Other, Now);
        Assert.Throws<RefusedException>(() => export.TurnDown("No", Other, Now));
    }

    [Fact]
    public void A_file_is_picked_up_once_by_whoever_asked_and_in_time()
    {
        var export = Finished();
        Assert.Throws<RefusedException>(() => export.PickUp(Other, Now));
        Assert.Throws<RefusedException>(() => export.Expire(Now));
        export.PickUp(Me, Now);

        Assert.Null(export.FileKey);
        Assert.Throws<RefusedException>(() => export.PickUp(Me, Now));
        Assert.Throws<RefusedException>(() => Finished().PickUp(Me, Now.AddHours(25)));
        Assert.Throws<RefusedException>(() => Export(1).PickUp(Me, Now));
    }

    [Fact]
    public void What_has_ended_does_not_end_again()
    {
        var export = Export(1);
        export.Fail("It failed.", Now);

        Assert.Throws<RefusedException>(() => export.Fail("Again", Now));
        Assert.Throws<RefusedException>(() => export.Cancel(Me, Now));
        Assert.Throws<RefusedException>(() => export.Finish(File(), Now, TimeSpan.FromHours(24)));
    }

    private static CustomerExport Finished()
    {
        var export = Export(1);
        export.Finish(File(), Now, TimeSpan.FromHours(24));
        return export;
    }

    private static ExportedFile File() => new(Guid.CreateVersion7(), new([1, 2, 3]), 1, "digest", 100);

    private static CustomerExport Export(int counted) => CustomerExport.Request(
        Guid.CreateVersion7(), new(Me, Guid.CreateVersion7(), ExportFormat.Csv, "en", "{}", "For the anniversary"), counted, 200, Now);
}
