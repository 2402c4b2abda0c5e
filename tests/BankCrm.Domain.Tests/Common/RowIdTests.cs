using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Common;

public sealed class RowIdTests
{
    [Fact]
    public void Ids_beside_another_are_of_its_moment_and_never_the_same()
    {
        var other = Guid.CreateVersion7();

        var ids = Enumerable.Range(0, 10_000).Select(_ => RowId.Beside(other)).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((other.ToString()[..13], 7, 2), (id.ToString()[..13], id.Version, id.Variant >> 2)));
    }
}
