using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Application.Tests.Platform.Encryption;

/// <summary>The examples of docs/encryption.md, which another implementation made: what is stored today must open for ever.</summary>
public sealed class EnvelopeVectorTests
{
    private const string Ring =
        """
        {
          "version": 1,
          "indexRoot": "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=",
          "keys": [ { "id": 1, "made": "2026-03-02T01:00:00Z", "key": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=" } ]
        }
        """;

    private static readonly Guid Customer = new("0190a5c2-7b3e-7c11-8a4d-5e6f708192a3");
    private static readonly Guid Row = new("0190a5c2-7b3e-7c11-8a4d-5e6f708192a4");
    private readonly KeyRing ring = Rings.Of(KeyRingContent.Parse(Ring, "the example"));

    [Fact]
    public void The_example_of_a_customer_opens()
    {
        var wrapped = Convert.FromHexString(
            "01000000010102030405060708090a0b0c5e9794ea74b076b22d894c885956178fb7baef1a006e9e9c9672d43f5c3d4fe2de297970b9e5b255aa236a7b75fb7033");
        var value = Convert.FromHexString("01000000010102030405060708090a0b0ca7694d8720720b16a5572dc3ceb95e665af6a207c76012e202252abf9b0cfd224a31");

        Assert.Equal("张伟 13800138000", new CustomerVault(ring).Open(Customer, wrapped).Open("contact_points.value", Row, new(value)));
    }

    [Fact]
    public void The_example_without_a_customer_opens()
    {
        var value = Convert.FromHexString("01000000010102030405060708090a0b0c817e39dedbb39c94ac7dcc81fd0477a531a408b6efde9b5e8f78a291be46581a");

        Assert.Equal("JBSWY3DPEHPK3PXP", new ColumnCipher(ring).Open("sign_ins.authenticator_seed", Row, new(value)));
    }

    [Fact]
    public void The_example_of_a_blind_index_is_met() =>
        Assert.Equal("5da2321c924ac79d3ff73b84f15bf50e", Convert.ToHexStringLower(new BlindIndex(ring).Of("contact_points.lookup", "13800138000")));
}
