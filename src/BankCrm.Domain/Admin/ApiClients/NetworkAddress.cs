using System.Net;

namespace BankCrm.Domain.Admin.ApiClients;

/// <summary>An address, or a network in CIDR notation.</summary>
public static class NetworkAddress
{
    public static bool IsValid(string text) => NetworkOf(text) is not null;

    /// <summary>Whether the address is one of these, or lies within one.</summary>
    public static bool IsWithin(IPAddress address, IReadOnlyList<string> networks)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(text => NetworkOf(text) is { } network && network.Contains(plain));
    }

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? (network.BaseAddress.Equals(IPAddress.Parse(text.Split('/')[0])) ? network : null)
        : IPAddress.TryParse(text, out var one) && string.Equals(one.ToString(), text, StringComparison.OrdinalIgnoreCase) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
        : null;
}
