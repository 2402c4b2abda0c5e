using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality;
using BankCrm.Application.DataQuality.Duplicates;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.DataQuality.Duplicates;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.DataQuality.Duplicates;

public sealed class DuplicateTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Born = new(1975, 5, 6);

    [Fact]
    public async Task A_sweep_finds_who_is_registered_twice_and_forgets_who_was_put_right()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(DataQualityPermissions.Duplicates, CustomerPermissions.Read);
        var first = await branch.HasCustomerAsync(new() { Name = "上官婉儿", Mobile = "13700010001", BirthDate = Born, DocumentKind = IdentityDocumentKind.Passport, DocumentNumber = "E70010001" });
        var second = await branch.HasCustomerAsync(new() { Name = "上官婉兒", Mobile = "13700010001", BirthDate = Born });
        await branch.HasCustomerAsync(new() { Name = "上官云", Mobile = "13700010002", BirthDate = Born });

        await SweepAsync();
        var pair = Assert.Single((await ListAsync(manager)).Page.Items);
        Assert.Equal(new[] { first, second }.Order(), new[] { pair.First.Id, pair.Second.Id }.Order());
        Assert.True(pair.IsSure);
        Assert.Contains(ResemblanceReason.SameContact, pair.Reasons);
        Assert.Equal("137****0001", pair.First.Phone?.ToString());
        Assert.Equal(second, Assert.Single(await crm.As(manager).AskAsync<ListDuplicatesOf, IReadOnlyList<DoubleOf>>(new(first))).CustomerId);

        await crm.WorkAsync((db, _) => db.Database.ExecuteSqlAsync($"update customers set name = '李四', sort_name = 'lisi 李四' where id = {second}"));
        await SweepAsync();
        Assert.Empty((await ListAsync(manager)).Page.Items);
    }

    [Fact]
    public async Task What_somebody_has_decided_stays_decided_and_is_on_record()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(DataQualityPermissions.Duplicates, CustomerPermissions.Read);
        await branch.HasCustomerAsync(new() { Name = "司马光", Mobile = "13700010003", BirthDate = Born });
        await branch.HasCustomerAsync(new() { Name = "司马光", Mobile = "13700010003", BirthDate = Born });
        await SweepAsync();
        var pair = Assert.Single((await ListAsync(manager)).Page.Items);

        await crm.As(manager).SendAsync(new DecideDuplicate(pair.Id, pair.Version, AreTwo: true, "Father and son"));
        await SweepAsync();

        Assert.Empty((await ListAsync(manager)).Page.Items);
        var decided = Assert.Single((await ListAsync(manager, DuplicateState.NotSame)).Page.Items);
        Assert.Equal("Father and son", decided.Remark);
        Assert.Equal(manager.Name, decided.DecidedBy);
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(manager).SendAsync(new DecideDuplicate(pair.Id, pair.Version, AreTwo: false)));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new DecideDuplicate(pair.Id, decided.Version, AreTwo: true)));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == pair.Id && e.Event == AuditEvents.Changed && e.Actor == manager.Id)));

        await crm.As(manager).SendAsync(new DecideDuplicate(pair.Id, decided.Version, AreTwo: false));
        Assert.Single((await ListAsync(manager)).Page.Items);
    }

    [Fact]
    public async Task A_pair_is_seen_by_those_only_who_see_both()
    {
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        var manager = await north.HasStaffAsync(DataQualityPermissions.Duplicates, CustomerPermissions.Read);
        var first = await north.HasCustomerAsync(new() { Name = "诸葛亮", Mobile = "13700010004", BirthDate = Born });
        await south.HasCustomerAsync(new() { Name = "诸葛亮", Mobile = "13700010004", BirthDate = Born });
        await SweepAsync();

        var (id, version) = await crm.ReadAsync(async db =>
        {
            var pair = await db.DuplicatePairs.SingleAsync(p => p.FirstId == first || p.SecondId == first);
            return (pair.Id, pair.Version);
        });

        Assert.Empty((await ListAsync(manager)).Page.Items);
        Assert.Empty(await crm.As(manager).AskAsync<ListDuplicatesOf, IReadOnlyList<DoubleOf>>(new(first)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).SendAsync(new DecideDuplicate(id, version, AreTwo: true)));
        var everywhere = CurrentUser.System("compliance", DataQualityPermissions.Duplicates, CustomerPermissions.ReadProtected);
        Assert.Contains((await crm.As(everywhere).AskAsync<ListDuplicates, DuplicateList>(new())).Page.Items, p => p.Id == id);
    }

    [Fact]
    public async Task A_sweep_is_asked_for_once_can_be_stopped_and_is_on_record()
    {
        var officer = CurrentUser.System("compliance", DataQualityPermissions.Duplicates, DataQualityPermissions.Sweep);
        var id = Guid.CreateVersion7();
        await crm.As(officer).SendAsync(new StartSweep(id));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(officer).SendAsync(new StartSweep(Guid.CreateVersion7())));

        await crm.As(officer).SendAsync(new StopSweep(id));
        Assert.True(await RunAsync());

        var last = await crm.As(officer).AskAsync<GetLastSweep, SweepShown?>(new());
        Assert.Equal((id, SweepState.Stopped), (last!.Id, last.State));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.ObjectId == id && e.Event == AuditEvents.JobRan)));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(officer).SendAsync(new StopSweep(id)));
        Assert.False(await RunAsync());
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_shown_or_searched()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => ListAsync(teller));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new StartSweep(Guid.CreateVersion7())));
    }

    private async Task SweepAsync()
    {
        await crm.As(CurrentUser.System("test", DataQualityPermissions.Sweep)).SendAsync(new StartSweep(Guid.CreateVersion7()));
        Assert.True(await RunAsync());
    }

    private Task<bool> RunAsync() => crm.Services.GetRequiredService<SweepRunner>().RunNextAsync(CancellationToken.None);

    private Task<DuplicateList> ListAsync(TestStaff staff, DuplicateState state = default) =>
        crm.As(staff).AskAsync<ListDuplicates, DuplicateList>(new(state));
}
