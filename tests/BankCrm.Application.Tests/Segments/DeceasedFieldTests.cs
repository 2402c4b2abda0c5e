using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Segments;

public sealed class DeceasedFieldTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly SegmentBank bank = new(crm);

    [Fact]
    public async Task Who_has_died_can_be_asked_for_and_left_out_and_the_members_say_so()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(SegmentBank.Manager);
        await branch.HasCustomerAsync(new() { Name = "陆静安", DiedOn = new(2026, 1, 5) });
        await branch.HasCustomerAsync(new() { Name = "张伟" });
        await branch.HasCustomerAsync(new() { Name = "李娜" });

        Assert.Equal(1, await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("deceased", SegmentTest.Yes))));
        Assert.Equal(2, await bank.CountAsync(manager, SegmentGroup.All(new SegmentCondition("deceased", SegmentTest.No))));
        var members = await crm.As(manager).AskAsync<ListSegmentMembers, Page<SegmentMemberRow>>(new(null, Asks: SegmentGroup.Everybody));
        Assert.Equal([("李娜", false), ("张伟", false), ("陆静安", true)], members.Items.Select(m => (m.Name, m.HasDied)));
    }
}
