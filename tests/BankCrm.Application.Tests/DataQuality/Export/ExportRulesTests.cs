using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Export;

public sealed class ExportRulesTests(SmallLimits crm) : ExportTestBase(crm)
{
    [Fact]
    public async Task A_file_is_picked_up_once()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        var id = await WrittenAsync(manager);
        await PickedUpAsync(manager, id);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => PickedUpAsync(manager, id));

        Assert.StartsWith("The file was picked up already", refused.Message);
        Assert.Null((await ReadAsync(id)).FileKey);
    }

    [Fact]
    public async Task Nobody_else_finds_it()
    {
        var (branch, manager) = await BranchAsync();
        var colleague = await branch.HasStaffAsync(ExportPermissions.Branch);
        var (_, stranger) = await BranchAsync();
        var decider = await Crm.NewBranch().HasStaffAsync(ExportPermissions.Approve);
        await branch.HasCustomerAsync();
        var id = await WrittenAsync(manager);

        foreach (var other in new[] { colleague, stranger, decider })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(other).AskAsync<GetExport, ExportShown>(new(id)));
            Assert.Empty((await Crm.As(other).AskAsync<ListExports, Page<ExportRow>>(new(ExportFilter.All))).Items);
        }

        await Assert.ThrowsAsync<NotFoundException>(() => PickedUpAsync(colleague, id));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(colleague).SendAsync(new CancelExport(id)));
        await Assert.ThrowsAsync<ForbiddenException>(() => PickedUpAsync(decider, id));
        Assert.Equal(id, Assert.Single((await Crm.As(manager).AskAsync<ListExports, Page<ExportRow>>(new())).Items).Id);
    }

    [Fact]
    public async Task More_rows_than_allowed_wait_for_a_second_person()
    {
        var (branch, manager) = await BranchAsync();
        var compliance = await branch.HasStaffAsync(ExportPermissions.Approve);
        var both = await branch.HasStaffAsync(ExportPermissions.Branch, ExportPermissions.Approve);
        await ManyAsync(branch, SmallLimits.Rows + 1);
        Assert.True((await Crm.As(manager).AskAsync<GetExportForm, ExportForm>(new(new(new(), default, CustomerColumns.Usual)))).NeedsApproval);
        var id = await WrittenAsync(manager);
        var own = await RequestedAsync(both);
        Assert.Equal(ExportStatus.Proposed, (await ReadAsync(id)).Status);
        Assert.Equal(2, (await Crm.As(compliance).AskAsync<ListExports, Page<ExportRow>>(new(ExportFilter.ForMe))).Items.Count);

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await Crm.As(both).SendAsync(new ApproveExport(own, await VersionAsync(own))));
        Assert.StartsWith("Nobody approves", refused.Message);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await Crm.As(manager).SendAsync(new ApproveExport(id, await VersionAsync(id))));
        await Crm.As(compliance).SendAsync(new ApproveExport(id, await VersionAsync(id)));
        await RunAsync();
        await Crm.As(compliance).SendAsync(new TurnDownExport { Id = own, Version = await VersionAsync(own), Reason = "Too much" });

        Assert.NotEmpty(await PickedUpAsync(manager, id));
        await Assert.ThrowsAsync<RefusedException>(async () => await Crm.As(compliance).SendAsync(new ApproveExport(own, await VersionAsync(own))));
        var entries = await Crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id || e.ObjectId == own).ToListAsync());
        Assert.Equal(2, entries.Count(e => e.Event == AuditEvents.Proposed));
        Assert.Equal(2, entries.Count(e => e.Event == AuditEvents.Decided && e.Actor == compliance.Id));
    }

    [Fact]
    public async Task A_list_that_has_grown_beyond_what_was_approved_is_not_written()
    {
        var (branch, manager) = await BranchAsync();
        var compliance = await branch.HasStaffAsync(ExportPermissions.Approve);
        await ManyAsync(branch, SmallLimits.Rows + 1);
        var id = await RequestedAsync(manager);
        await Crm.As(compliance).SendAsync(new ApproveExport(id, await VersionAsync(id)));
        await branch.HasCustomerAsync();

        await RunAsync();

        var export = await ReadAsync(id);
        Assert.Equal(ExportStatus.Failed, export.Status);
        Assert.StartsWith("The list has grown", export.Failure);
    }

    [Fact]
    public async Task A_day_has_its_limit_and_each_colleague_one_at_a_time()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        await RequestedAsync(manager);

        var second = await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(manager));
        Assert.StartsWith("Another export of yours", second.Message);
        await RunAsync();
        await WrittenAsync(manager);
        await WrittenAsync(manager);

        var fourth = await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(manager));
        Assert.StartsWith("You have asked for", fourth.Message);
    }

    [Fact]
    public async Task Cancelled_it_is_not_written_and_what_was_written_does_not_open()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        var early = await RequestedAsync(manager);
        await Crm.As(manager).SendAsync(new CancelExport(early));
        var late = await WrittenAsync(manager);
        await Crm.As(manager).SendAsync(new CancelExport(late));

        Assert.Equal(ExportStatus.Cancelled, (await ReadAsync(early)).Status);
        Assert.Null((await ReadAsync(early)).FileId);
        Assert.Null((await ReadAsync(late)).FileKey);
        await Assert.ThrowsAsync<RefusedException>(() => PickedUpAsync(manager, late));
    }

    [Fact]
    public async Task Who_has_lost_the_right_gets_no_file()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        var id = await RequestedAsync(manager);
        await Crm.HasChangedAsync<Domain.Admin.Users.StaffMember>(manager.Id, s => s.Assign([], byStaffId: null));

        await RunAsync();

        Assert.Equal(ExportStatus.Failed, (await ReadAsync(id)).Status);
    }

    [Fact]
    public async Task Without_a_reason_or_anybody_to_export_there_is_none()
    {
        var (_, manager) = await BranchAsync();

        await Assert.ThrowsAsync<RefusedException>(() => RequestedAsync(manager));
        await Assert.ThrowsAsync<ValidationException>(() => Crm.As(manager).SendAsync(new RequestExport { Format = ExportFormat.Csv, Reason = "short" }));
        await Assert.ThrowsAsync<ValidationException>(() => Crm.As(manager).SendAsync(new RequestExport { Reason = Reason }));
        var teller = await Crm.NewBranch().HasStaffAsync(Application.Customers.CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => RequestedAsync(teller));
    }

    private static async Task ManyAsync(TestBranch branch, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await branch.HasCustomerAsync(new() { Name = $"Customer {i}" });
        }
    }
}
