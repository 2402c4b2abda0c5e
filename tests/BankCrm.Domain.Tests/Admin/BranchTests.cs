using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin;

public sealed class BranchTests
{
    private const string WrongPlace = "A region stands under the bank, a branch under a region or the bank.";
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    private readonly Branch bank = Branch.Open(Guid.CreateVersion7(), "HQ", "Bank", BranchKind.Bank, null, "");
    private readonly Branch region;
    private readonly Branch branch;

    public BranchTests()
    {
        region = Branch.Open(Guid.CreateVersion7(), "N", "North", BranchKind.Region, bank, "");
        branch = Branch.Open(Guid.CreateVersion7(), "N1", "North one", BranchKind.Branch, region, "");
    }

    [Fact]
    public void Stands_where_it_belongs()
    {
        branch.MoveUnder(bank);
        Assert.Equal(bank.Id, branch.ParentId);
        Refuses(WrongPlace, () => region.MoveUnder(branch));
        Refuses(WrongPlace, () => Branch.Open(Guid.CreateVersion7(), "X", "X", BranchKind.Bank, bank, ""));
        Refuses("A branch cannot stand under itself.", () => branch.MoveUnder(branch));
    }

    [Fact]
    public void Closes_when_nobody_needs_it_any_more()
    {
        Refuses("The bank itself cannot be closed.", () => bank.Close(0, 0, Now));
        Refuses("Give its {0} colleagues another home branch first.", () => branch.Close(3, 0, Now));
        Refuses("Close its {0} branches first, or move them.", () => region.Close(0, 1, Now));
        branch.Close(0, 0, Now);
        Refuses("The branch is already closed.", () => branch.Close(0, 0, Now));
        branch.Reopen();
        Refuses("The branch is open.", branch.Reopen);
    }

    [Theory]
    [InlineData("09:00-17:00", true)]
    [InlineData("", true)]
    [InlineData("9-17", false)]
    [InlineData("17:00-09:00", false)]
    [InlineData("09:00-25:00", false)]
    public void Has_opening_hours_that_can_be_read(string monday, bool isFine)
    {
        string[] hours = [monday, "", "", "", "", "", ""];

        if (isFine)
        {
            branch.Describe("N1", "North one", "", hours);
            Assert.Equal(hours, branch.OpeningHours);
        }
        else
        {
            Assert.Throws<RefusedException>(() => branch.Describe("N1", "North one", "", hours));
        }
    }

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
