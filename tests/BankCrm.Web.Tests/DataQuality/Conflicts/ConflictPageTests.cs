using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Conflicts;
using BankCrm.Domain.Platform.Messages;
using BankCrm.Testing;
using BankCrm.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.DataQuality.Conflicts;

public sealed class ConflictPageTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Monday = "2026-06-01T08:00:00Z";

    [Fact]
    public async Task Theirs_is_shown_masked_and_taken_with_a_reason()
    {
        var (core, conflict) = await NewConflictAsync();
        var manager = await app.SignedInAsAsync(await core.Branch.HasStaffAsync(ConflictPermissions.Read, ConflictPermissions.Decide, CustomerPermissions.Read));

        var page = await manager.OpenAsync($"/data-quality/conflicts/{conflict.Id}");
        Assert.Contains("138****5678", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", page.Source, StringComparison.Ordinal);
        var refused = await manager.SubmitAsync(page, ("TakeTheirs", "true"), ("Note", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        await manager.SubmitAsync(refused, ("TakeTheirs", "true"), ("Note", "The core was right"));

        var decided = await app.ReadAsync(db => db.MessageConflicts.SingleAsync(c => c.Id == conflict.Id));
        Assert.Equal((ConflictStatus.TookTheirs, "The core was right"), (decided.Status, decided.Note));
        Assert.Equal("林青霞", await NameAsync(core));
        Assert.Contains("Nothing contradicts", (await manager.OpenAsync("/data-quality/conflicts")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ours_is_kept_with_a_reason_and_decided_once()
    {
        var (core, conflict) = await NewConflictAsync();
        var manager = await app.SignedInAsAsync(await core.Branch.HasStaffAsync(ConflictPermissions.Read, ConflictPermissions.Decide));
        var (first, second) = (await manager.OpenAsync($"/data-quality/conflicts/{conflict.Id}"), await manager.OpenAsync($"/data-quality/conflicts/{conflict.Id}"));

        await manager.SubmitAsync(first, ("Note", "Ours is newer"));
        var late = await manager.SubmitAsync(second, ("TakeTheirs", "true"), ("Note", "No"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Equal("林志玲", await NameAsync(core));
    }

    [Fact]
    public async Task Another_branch_does_not_see_it_and_who_only_reads_does_not_decide()
    {
        var (core, conflict) = await NewConflictAsync();
        var other = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(ConflictPermissions.Read, ConflictPermissions.Decide));
        var reader = await app.SignedInAsAsync(await core.Branch.HasStaffAsync(ConflictPermissions.Read));

        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"/data-quality/conflicts/{conflict.Id}")).Status);
        Assert.Null((await reader.OpenAsync($"/data-quality/conflicts/{conflict.Id}")).Html.QuerySelector("[name='Input.TakeTheirs']"));
    }

    private async Task<(TestCore Core, MessageConflict Conflict)> NewConflictAsync()
    {
        var core = await TestCore.NewAsync(app);
        await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲" }));
        await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林青霞", mobile = "13812345678" }));
        return (core, await app.ReadAsync(db => db.MessageConflicts.SingleAsync(c => c.Source == core.Source)));
    }

    private Task<string> NameAsync(TestCore core) => app.ReadAsync(db => db.Customers.Where(c => c.BranchId == core.Branch.Id).Select(c => c.Name).SingleAsync());
}
