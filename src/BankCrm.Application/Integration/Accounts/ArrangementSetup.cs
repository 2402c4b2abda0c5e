using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Platform.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Integration.Accounts;

public static class ArrangementSetup
{
    /// <summary>Takes in messages of what hangs on accounts.</summary>
    public static IServiceCollection AddArrangementMessages(this IServiceCollection services) => services
        .AddMessages<CardRecord, ArrangementMessages<CardRecord, ToldCard>>()
        .AddMessages<StandingOrderRecord, ArrangementMessages<StandingOrderRecord, ToldStandingOrder>>()
        .AddMessages<LoanRecord, ArrangementMessages<LoanRecord, ToldLoan>>()
        .AddMessages<PositionRecord, ArrangementMessages<PositionRecord, ToldPosition>>();
}
