using BankCrm.Application.Accounts;
using BankCrm.Application.Integration.Accounts;
using BankCrm.Web.Platform;

namespace BankCrm.Web.Api;

/// <summary>Accounts and their movements, as the systems that own them have them. For clients that reach all branches.</summary>
internal sealed class AccountsApi : IEndpoints
{
    private const string Tag = "Accounts";
    private const int MostAccounts = 1000;
    private const int MostArrangements = 2000;
    private const int MostRates = 500;
    private const int MostTransactions = 10_000;
    private const int LongestBatch = 20 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMessages<AccountRecord>("/accounts:upsert", AccountScopes.Write, MostAccounts, LongestBatch)
            .WithTags(Tag)
            .WithName("UpsertAccounts")
            .WithSummary("Accounts with their holders, balances and terms");
        app.MapMessages<TransactionRecord>("/transactions:batch", AccountScopes.WriteTransactions, MostTransactions, LongestBatch)
            .WithTags(Tag)
            .WithName("BookTransactions")
            .WithSummary("Movements on accounts");
        app.MapMessages<DayTotalsRecord>("/day-totals:upsert", AccountScopes.WriteTransactions, MostAccounts, LongestBatch)
            .WithTags(Tag)
            .WithName("TellDayTotals")
            .WithSummary("What was booked on each day, for comparing with what arrived");
        app.MapMessages<RateRecord>("/rates:upsert", AccountScopes.WriteRates, MostRates, LongestBatch)
            .WithTags(Tag)
            .WithName("UpsertRates")
            .WithSummary("What currencies are worth in home currency, from a day on");
        MapArrangements<CardRecord>(app, "/cards:upsert", "UpsertCards", "Cards on accounts. A check value, a PIN or a track is refused");
        MapArrangements<StandingOrderRecord>(app, "/standing-orders:upsert", "UpsertStandingOrders", "Standing orders on accounts");
        MapArrangements<LoanRecord>(app, "/loans:upsert", "UpsertLoans", "Loans with their instalments");
        MapArrangements<PositionRecord>(app, "/positions:upsert", "UpsertPositions", "What wealth and custody accounts hold");
    }

    private static void MapArrangements<T>(IEndpointRouteBuilder app, string path, string name, string summary) where T : class =>
        app.MapMessages<T>(path, AccountScopes.WriteArrangements, MostArrangements, LongestBatch).WithTags(Tag).WithName(name).WithSummary(summary);
}
