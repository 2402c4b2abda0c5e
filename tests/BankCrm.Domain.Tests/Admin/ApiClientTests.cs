using System.Net;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin;

public sealed class ApiClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ApiClientRights Rights = new(["customers.read"], AllBranches: true, [], ["10.1.0.0/16"], 600, ValidUntil: null);

    [Fact]
    public void A_new_secret_shortens_the_one_before_to_the_overlap()
    {
        var client = NewClient();

        client.Rotate(Guid.CreateVersion7(), ApiSecret.HashOf("b"), TimeSpan.FromHours(24), Now);

        Assert.Equal([Now.AddHours(24), Now + ApiClient.SecretLife], client.Secrets.Select(s => s.ExpiresAt));
        Assert.Throws<RefusedException>(() => client.Rotate(Guid.CreateVersion7(), ApiSecret.HashOf("c"), TimeSpan.Zero, Now));
        client.Rotate(Guid.CreateVersion7(), ApiSecret.HashOf("c"), TimeSpan.Zero, Now.AddHours(25));
        Assert.Equal(2, client.Secrets.Count);
    }

    [Fact]
    public void A_secret_is_withdrawn_once()
    {
        var client = NewClient();
        var id = client.Secrets[0].Id;

        client.Withdraw(id);

        Assert.Empty(client.Secrets);
        Assert.Throws<RefusedException>(() => client.Withdraw(id));
    }

    [Fact]
    public void Rights_name_scopes_branches_and_addresses()
    {
        Assert.Throws<RefusedException>(() => NewClient().Change("A", Rights with { Scopes = [] }));
        Assert.Throws<RefusedException>(() => NewClient().Change("A", Rights with { AllBranches = false }));
        Assert.Throws<RefusedException>(() => NewClient().Change("A", Rights with { Addresses = [] }));
        Assert.Throws<RefusedException>(() => NewClient().Change("A", Rights with { Addresses = ["10.1.0.1/16"] }));
    }

    [Fact]
    public void It_is_disabled_and_enabled_once()
    {
        var client = NewClient();
        Assert.Throws<RefusedException>(() => client.Disable(Now)); // nobody has agreed to it yet

        client.Enable();

        Assert.Null(client.DisabledAt);
        Assert.Throws<RefusedException>(client.Enable);
        client.Disable(Now);
        Assert.Throws<RefusedException>(() => client.Disable(Now));
    }

    [Fact]
    public void What_is_proposed_holds_when_somebody_else_agrees()
    {
        var (client, one, other) = (NewClient(), Guid.NewGuid(), Guid.NewGuid());
        var enabling = ApiClientProposal.Enable(Guid.NewGuid(), client, one, Now);

        Assert.Throws<RefusedException>(() => enabling.DoTo(client, one, Now));
        Assert.NotNull(client.DisabledAt);
        enabling.DoTo(client, other, Now);
        Assert.Null(client.DisabledAt);
        Assert.Throws<RefusedException>(() => ApiClientProposal.Enable(Guid.NewGuid(), client, one, Now));

        ApiClientProposal.Rights(Guid.NewGuid(), client, "Cards", Rights with { RatePerMinute = 7 }, one, Now).DoTo(client, other, Now);
        Assert.Equal(("Cards", 7), (client.Name, client.RatePerMinute));
        Assert.Throws<RefusedException>(() => ApiClientProposal.Rights(Guid.NewGuid(), client, "Cards", Rights with { Scopes = [] }, one, Now));

        var secret = ApiClientProposal.Secret(Guid.NewGuid(), client, ApiSecret.HashOf("b"), 24, one, Now);
        Assert.Single(client.Secrets);
        secret.DoTo(client, other, Now.AddHours(1));
        Assert.Equal([Now.AddHours(25), Now.AddHours(1) + ApiClient.SecretLife], client.Secrets.Select(s => s.ExpiresAt));

        var late = ApiClientProposal.Secret(Guid.NewGuid(), client, ApiSecret.HashOf("c"), 0, one, Now);
        Assert.Throws<RefusedException>(() => late.DoTo(client, other, Now + ApiClientProposal.Lifetime));
    }

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.200.3", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.0.7", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("::1", "::1", true)]
    public void An_address_lies_within_a_network(string network, string address, bool within) =>
        Assert.Equal(within, NetworkAddress.IsWithin(IPAddress.Parse(address), [network]));

    [Theory]
    [InlineData("10.1")]
    [InlineData("10.1.0.0/33")]
    [InlineData("core.bank")]
    [InlineData("10.1.0.5/16")]
    [InlineData("")]
    public void What_is_no_address_is_none(string text) => Assert.False(NetworkAddress.IsValid(text));

    private static ApiClient NewClient() => ApiClient.Create(Guid.CreateVersion7(), "Core", "CORE", Rights, Guid.CreateVersion7(), ApiSecret.HashOf("a"), Now);
}
