using BankCrm.Infrastructure.Platform.Encryption;
using FsCheck;
using FsCheck.Fluent;

namespace BankCrm.Application.Tests.Platform.Encryption;

public sealed class BlindIndexTests
{
    [Fact]
    public void Equal_values_are_equal_in_one_column_and_differ_elsewhere()
    {
        var content = KeyRingContent.Make(Rings.Now);
        var (index, again, other) = (
            new BlindIndex(Rings.Of(content)), new BlindIndex(Rings.Of(content.WithNewKey(Rings.Now))), new BlindIndex(Rings.New()));

        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), ArbMap.Default.ArbFor<ulong>().Filter(n => n < ulong.MaxValue), (a, b) =>
        {
            var (one, two) = ($"{a}", $"{(a == b ? b + 1 : b)}");
            var hash = index.Of("contact_points.lookup", one);
            return hash.Length == 16
                && hash.SequenceEqual(again.Of("contact_points.lookup", one))
                && !hash.SequenceEqual(index.Of("contact_points.lookup", two))
                && !hash.SequenceEqual(index.Of("identity_documents.lookup", one))
                && !hash.SequenceEqual(other.Of("contact_points.lookup", one));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_threads_get_the_same()
    {
        var index = new BlindIndex(Rings.New());
        var all = new byte[1000][];

        Parallel.For(0, all.Length, i => all[i] = index.Of($"table.column{i % 10}", "13800138000"));

        Assert.Equal(10, all.Select(Convert.ToHexString).Distinct().Count());
    }
}
