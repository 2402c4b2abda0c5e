using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.DataQuality.Merging;

public sealed class MergedRelationsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Relations_come_along_with_their_notes_whichever_end_they_were_at()
    {
        var merges = await Merges.OfAsync(crm);
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(new() { Name = "王 一" }), await merges.Branch.HasCustomerAsync(new() { Name = "王 二" }));
        var (child, firm) = (await merges.Branch.HasCustomerAsync(new() { Name = "王 三" }), await merges.Branch.HasCustomerAsync(new() { Name = "王 四" }));
        await RelateAsync(merges, loser, child, RelationRole.Child, "first");
        await RelateAsync(merges, loser, firm, RelationRole.Guarantor, "second");
        await RelateAsync(merges, loser, survivor, RelationRole.Sibling, "");

        await merges.MergedAsync(survivor, loser);

        Assert.Equal(
            [(RelationRole.Child, "first"), (RelationRole.Guarantor, "second")],
            (await OfAsync(merges, survivor)).Relations.Select(r => (r.Role, r.Note)));
        Assert.Equal("王 一", Assert.Single((await OfAsync(merges, child)).Relations).Name);
    }

    [Fact]
    public async Task What_both_records_had_stands_once_and_in_nobodys_way()
    {
        var merges = await Merges.OfAsync(crm);
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(new() { Name = "李 一" }), await merges.Branch.HasCustomerAsync(new() { Name = "李 二" }));
        var (wife, other) = (await merges.Branch.HasCustomerAsync(new() { Name = "李 三" }), await merges.Branch.HasCustomerAsync(new() { Name = "李 四" }));
        await RelateAsync(merges, loser, survivor, RelationRole.Spouse, "");
        await RelateAsync(merges, survivor, other, RelationRole.Guarantor, "kept");
        await RelateAsync(merges, loser, other, RelationRole.Guarantor, "second");

        await merges.MergedAsync(survivor, loser);
        await RelateAsync(merges, survivor, wife, RelationRole.Spouse, "");

        Assert.Equal([RelationRole.Spouse, RelationRole.Guarantor], (await OfAsync(merges, survivor)).Relations.Select(r => r.Role));
        Assert.Equal("kept", Assert.Single((await OfAsync(merges, other)).Relations).Note);
    }

    private Task<CustomerRelations> OfAsync(Merges merges, Guid id) => crm.As(merges.Approver).AskAsync<GetRelations, CustomerRelations>(new(id));

    private Task RelateAsync(Merges merges, Guid id, Guid other, RelationRole role, string note) =>
        crm.As(merges.Proposer).SendAsync(new AddRelation { CustomerId = id, OtherId = other, Role = role, Note = note });
}
