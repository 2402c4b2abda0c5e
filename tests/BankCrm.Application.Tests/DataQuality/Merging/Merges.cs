using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Notes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Merging;

/// <summary>A branch in which merges are proposed and decided.</summary>
internal sealed class Merges(TestCrm crm, TestBranch branch)
{
    public TestBranch Branch => branch;

    public TestStaff Proposer { get; private set; } = null!;

    public TestStaff Approver { get; private set; } = null!;

    public static async Task<Merges> OfAsync(TestCrm crm)
    {
        var merges = new Merges(crm, crm.NewBranch());
        merges.Proposer = await merges.HasManagerAsync();
        merges.Approver = await merges.HasManagerAsync();
        return merges;
    }

    public Task<TestStaff> HasManagerAsync() => branch.HasStaffAsync(
        CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity, MergePermissions.Propose, MergePermissions.Approve);

    public static CustomerDraft Full(int number, string name) => new()
    {
        Name = name,
        DocumentKind = Domain.Customers.IdentityDocuments.IdentityDocumentKind.Passport,
        DocumentNumber = $"E{number:00000000}",
        BirthDate = new DateOnly(1960, 1, 1).AddDays(number % 9000),
        Mobile = $"138{number:00000000}",
        Email = $"person{number}@example.com",
        Address = new("CN", "江苏省", number % 2 == 0 ? "南京市" : "苏州市", "", $"人民路 {number} 号", "", ""),
        Occupation = number % 3 == 0 ? "" : $"Trade {number % 7}",
        Employer = number % 4 == 0 ? "" : $"公司 {number}",
        Income = number % 2 == 0 ? IncomeBand.Over1Million : null,
        Tier = (CustomerTier)(number % 4),
        Tags = [$"tag{number % 5}", "shared"],
        AgreesToMarketing = number % 2 == 0,
    };

    public Task WroteAsync(Guid customer, string note) => crm.As(Proposer).SendAsync(new AddNote { CustomerId = customer, Text = note });

    public async Task<Guid> ProposedAsync(Guid survivor, Guid loser, params MergeField[] fromLoser)
    {
        var proposal = await ProposalAsync(survivor, loser, fromLoser);
        await crm.As(Proposer).SendAsync(proposal);
        return proposal.Id;
    }

    public async Task<ProposeMerge> ProposalAsync(Guid survivor, Guid loser, params MergeField[] fromLoser) => new()
    {
        SurvivorId = survivor,
        SurvivorVersion = await VersionOfAsync<Customer>(survivor),
        LoserId = loser,
        LoserVersion = await VersionOfAsync<Customer>(loser),
        FromLoser = fromLoser,
        Reason = "Same person, registered twice",
    };

    public async Task ApproveAsync(Guid merge) => await crm.As(Approver).SendAsync(new ApproveMerge(merge, await VersionOfAsync<Merge>(merge)));

    public async Task UndoAsync(Guid merge) => await crm.As(Approver).SendAsync(
        new UndoMerge { MergeId = merge, Version = await VersionOfAsync<Merge>(merge), Reason = "Two people after all" });

    public async Task<Guid> MergedAsync(Guid survivor, Guid loser, params MergeField[] fromLoser)
    {
        var merge = await ProposedAsync(survivor, loser, fromLoser);
        await ApproveAsync(merge);
        return merge;
    }

    public Task<uint> VersionOfAsync<T>(Guid id) where T : Domain.Common.Entity =>
        crm.ReadAsync(db => db.Set<T>().IgnoreQueryFilters().Where(e => e.Id == id).Select(e => e.Version).SingleAsync());

    /// <summary>As <see cref="CustomerContent"/>.</summary>
    public Task<string> ContentAsync(params Guid[] only) => CustomerContent.OfAsync(crm, only);
}
