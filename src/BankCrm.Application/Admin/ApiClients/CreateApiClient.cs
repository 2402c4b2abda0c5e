using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.ApiClients;

/// <summary>Makes an API client, and proposes that it may call: it does when a second administrator agrees.</summary>
/// <param name="Source">The code of the system whose records it brings. It stays for good.</param>
/// <param name="Addresses">Addresses and networks, one a line.</param>
/// <param name="Secret">Generated, handed over once.</param>
[Allow(AdminPermissions.ChangeApiClients)]
[StepUp(StepUpPurpose.Interfaces)]
public sealed record CreateApiClient(
    Guid ClientId, string Name, string Source, IReadOnlyList<string>? Scopes, bool AllBranches, IReadOnlyList<Guid>? BranchIds, string Addresses,
    int RatePerMinute, DateOnly? ValidUntil, string Secret) : IApiClientInput
{
    public override string ToString() => nameof(CreateApiClient);
}

internal sealed class CreateApiClientValidator : AbstractValidator<CreateApiClient>
{
    private const string SourceSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    public CreateApiClientValidator()
    {
        Include(new ApiClientInputValidator());
        RuleFor(c => c.ClientId).NotEmpty();
        RuleFor(c => c.Source).NotEmpty().Length(2, ApiClient.SourceMaxLength)
            .Must(source => source is null || source.All(SourceSigns.Contains)).WithMessage("Use capital letters, figures and dashes.");
        RuleFor(c => c.Secret).NotEmpty();
    }
}

internal sealed class CreateApiClientHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<CreateApiClient>
{
    public async Task HandleAsync(CreateApiClient command, CancellationToken ct)
    {
        var rights = await ApiClientInput.RightsOfAsync(db, command, ct);
        var now = clock.GetUtcNow();
        var client = ApiClient.Create(command.ClientId, command.Name.Trim(), command.Source, rights, Guid.CreateVersion7(), ApiSecret.HashOf(command.Secret), now);
        db.Add(client);
        db.Add(new ApiClientUse(command.ClientId));
        db.Propose(ApiClientProposal.Enable(Guid.CreateVersion7(), client, user.Person, now), audit);
    }
}

[Allow(AdminPermissions.ReadApiClients)]
public sealed record GetApiChoices;

/// <param name="Branches">That are open.</param>
public sealed record ApiChoices(IReadOnlyList<Choice> Branches);

internal sealed class GetApiChoicesHandler(CrmDb db) : IQueryHandler<GetApiChoices, ApiChoices>
{
    public async Task<ApiChoices> HandleAsync(GetApiChoices query, CancellationToken ct) => new(await Choices.BranchesAsync(db, ct));
}
