using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>What the forms for a new and for a known API client have in common.</summary>
public interface IApiClientInput
{
    string Name { get; }
    IReadOnlyList<string>? Scopes { get; }
    bool AllBranches { get; }
    IReadOnlyList<Guid>? BranchIds { get; }
    string Addresses { get; }
    int RatePerMinute { get; }
    DateOnly? ValidUntil { get; }
}

internal sealed class ApiClientInputValidator : AbstractValidator<IApiClientInput>
{
    private const int AddressesMaxLength = 2000;

    public ApiClientInputValidator()
    {
        RuleFor(c => c.Name).NotEmpty().IsClean(ApiClient.NameMaxLength);
        RuleFor(c => c.Scopes).Must(names => names is null || names.All(name => ApiScope.All.Any(s => s.Name == name)))
            .WithMessage("One of these scopes does not exist.");
        RuleFor(c => c.Addresses).NotEmpty().MaximumLength(AddressesMaxLength);
        RuleFor(c => c.RatePerMinute).InclusiveBetween(1, ApiClient.HighestRate);
    }
}

internal static class ApiClientInput
{
    private static readonly char[] Between = ['\n', '\r', ',', ';', ' ', '\t', '，', '；', '、'];

    /// <exception cref="NotFoundException">One of the branches does not exist.</exception>
    public static async Task<ApiClientRights> RightsOfAsync(CrmDb db, IApiClientInput input, CancellationToken ct)
    {
        IReadOnlyList<Guid> branches = input.AllBranches ? [] : [.. (input.BranchIds ?? []).Distinct()];
        if (await db.Branches.CountAsync(b => branches.Contains(b.Id), ct) != branches.Count)
        {
            throw new NotFoundException();
        }

        return new(
            [.. (input.Scopes ?? []).Distinct().Order(StringComparer.Ordinal)], input.AllBranches, branches,
            [.. input.Addresses.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            input.RatePerMinute, input.ValidUntil);
    }
}
