using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;

namespace BankCrm.Web.Pages.Admin.ApiClients;

/// <summary>The boxes of both forms, and which of them are ticked.</summary>
public sealed record ApiClientFields(IReadOnlyList<string>? Scopes, bool AllBranches, IReadOnlyList<Guid>? BranchIds, IReadOnlyList<Choice> Branches)
{
    internal static ApiClientFields Of(IApiClientInput input, IReadOnlyList<Choice> branches) =>
        new(input.Scopes, input.AllBranches, input.BranchIds, branches);
}
