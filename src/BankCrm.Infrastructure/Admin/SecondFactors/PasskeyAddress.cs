using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>The address for which passkeys are made, and at which alone they sign.</summary>
/// <param name="Host">A name: no browser makes a passkey for a number.</param>
/// <param name="Origin">"https://crm.bank.example". Null: this computer, at whatever port.</param>
internal sealed record PasskeyAddress(string Host, string? Origin)
{
    private static readonly PasskeyAddress ThisComputer = new("localhost", Origin: null);

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <param name="setting">The https address under which colleagues open the program. Null or empty: it follows from the names that are answered.</param>
    /// <param name="allowedHosts">These names, with semicolons between.</param>
    /// <param name="isNeeded">Somebody must have a passkey.</param>
    /// <exception cref="StartUpException">It is no such address, or is needed and does not follow.</exception>
    public static PasskeyAddress Of(string? setting, string? allowedHosts, bool isNeeded)
    {
        if (!string.IsNullOrWhiteSpace(setting))
        {
            return Read(setting.Trim()) ?? throw new StartUpException(
                $"The setting BankCrm:SignIn:Address is '{setting}'. Give it the https address under which colleagues open the program, by name and without a path: https://crm.bank.example.");
        }

        var names = (allowedHosts ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Except(Loopback, StringComparer.OrdinalIgnoreCase).ToList();
        return names is [] ? ThisComputer
            : names is [var name] && Read("https://" + name) is { } address ? address
            : !isNeeded ? ThisComputer
            : throw new StartUpException(
                "Some colleagues must have a passkey, and AllowedHosts does not say for which address. Name it in BankCrm:SignIn:Address (https://crm.bank.example), or set BankCrm:SignIn:Passkeys to Offered.");
    }

    /// <param name="origin">Of the page that asked, as its browser says.</param>
    public bool Accepts(string? origin) => Origin is null
        ? Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Host == Host && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
        : string.Equals(origin, Origin, StringComparison.OrdinalIgnoreCase);

    private static PasskeyAddress? Read(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https", HostNameType: UriHostNameType.Dns, PathAndQuery: "/", UserInfo: "" } && !uri.Host.Contains('*', StringComparison.Ordinal)
            ? new(uri.Host, uri.GetLeftPart(UriPartial.Authority))
            : null;
}
