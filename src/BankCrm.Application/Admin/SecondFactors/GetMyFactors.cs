using BankCrm.Application.Common;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>What one shows besides the password.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetMyFactors;

internal sealed class GetMyFactorsHandler(ISecondFactors factors, CurrentUser user) : IQueryHandler<GetMyFactors, FactorState>
{
    public Task<FactorState> HandleAsync(GetMyFactors query, CancellationToken ct) => factors.OfAsync(user.Person, ct);
}
