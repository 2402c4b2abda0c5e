using BankCrm.AuditVerifier;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

public sealed class SeenEntriesTests
{
    [Theory]
    [InlineData(100)] // all kept
    [InlineData(7)]   // spilt to files
    public void The_lowest_seq_of_an_entry_seen_before_is_found(int kept)
    {
        using var seen = new SeenEntries(kept);
        for (var seq = 1; seq <= 60; seq++)
        {
            seen.Add((UInt128)(uint)(seq * 7919 % 101), seq);
        }

        Assert.Null(seen.FirstDouble());
        seen.Add(50 * 7919 % 101, 61);
        seen.Add(3 * 7919 % 101, 62);
        seen.Add(3 * 7919 % 101, 63);

        Assert.Equal(61, seen.FirstDouble());
    }
}
