using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>What currencies are worth on a day. Nothing is rounded: a limit is reached to the cent or not.</summary>
/// <param name="home">One unit in home currency, by code.</param>
public sealed class DayRates(IReadOnlyDictionary<string, decimal> home)
{
    public const string Usd = "USD";

    /// <summary>Null: nobody told a rate.</summary>
    public decimal? InHome(decimal amount, string currency) =>
        currency == Currencies.Home ? amount : home.TryGetValue(currency, out var rate) ? amount * rate : null;

    /// <summary>Null: nobody told a rate.</summary>
    public decimal? InUsd(decimal amount, string currency) =>
        currency == Usd ? amount : InHome(amount, currency) is { } worth && home.TryGetValue(Usd, out var rate) ? worth / rate : null;

    /// <summary>The rates of some currencies, as an alert keeps them.</summary>
    public string Words(IEnumerable<string> currencies) => string.Join(
        "; ", currencies.Where(home.ContainsKey).Distinct().Order(StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c} {home[c]:0.########}")));
}
