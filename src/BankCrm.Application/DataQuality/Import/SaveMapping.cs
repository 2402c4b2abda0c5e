using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Keeps what the columns of an import mean under a name, for the next list of its kind. The same name again replaces it.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record SaveMapping
{
    public Guid ImportId { get; init; }
    public string Name { get; init => field = value?.Trim() ?? ""; } = "";
}

/// <summary>Has the columns of an import mean what they meant before.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record UseMapping(Guid ImportId, Guid MappingId);

[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record ForgetMapping(Guid MappingId);

/// <summary>The named mappings of the branch an import is for, those that fit it best first.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record ListMappings(Guid ImportId);

/// <param name="Known">How many columns of the import it knows.</param>
public sealed record MappingRow(Guid Id, string Name, int Known, DateTimeOffset UsedAt);

internal sealed class SaveMappingValidator : AbstractValidator<SaveMapping>
{
    public SaveMappingValidator()
    {
        RuleFor(m => m.Name).NotEmpty();
        RuleFor(m => m.Name).Custom((name, context) =>
        {
            if (CleanText.Check(name, SavedMapping.NameMaxLength) is { } fault)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(nameof(SaveMapping.Name), fault.Sentence) { CustomState = fault.Args });
            }
        });
    }
}

internal sealed class UseMappingValidator : AbstractValidator<UseMapping>
{
    public UseMappingValidator() => RuleFor(m => m.MappingId).NotEmpty();
}

internal sealed class ForgetMappingValidator : AbstractValidator<ForgetMapping>
{
    public ForgetMappingValidator() => RuleFor(m => m.MappingId).NotEmpty();
}

internal sealed class SaveMappingHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SaveMapping>
{
    public async Task HandleAsync(SaveMapping command, CancellationToken ct)
    {
        var run = await db.ImportsSeenBy(user).SingleOrDefaultAsync(r => r.Id == command.ImportId, ct) ?? throw new NotFoundException();
        var known = await db.SavedMappings.AsTracking().SingleOrDefaultAsync(m => m.BranchId == run.BranchId && m.Subject == run.Subject && m.Name == command.Name, ct);
        if (known is null)
        {
            db.Add(SavedMapping.Keep(Guid.CreateVersion7(), run.BranchId, command.Name, run.Layout, run.Mapping, clock.GetUtcNow()));
        }
        else
        {
            known.Replace(run.Layout, run.Mapping, clock.GetUtcNow());
        }
    }
}

internal sealed class UseMappingHandler(CrmDb db, CurrentUser user, IImportFiles files, TimeProvider clock) : ICommandHandler<UseMapping>
{
    public async Task HandleAsync(UseMapping command, CancellationToken ct)
    {
        var run = await db.ImportAsync(user, command.ImportId, ct);
        var saved = await db.ForChangeAsync<SavedMapping>(command.MappingId, ct);
        Refuse.If(saved.BranchId != run.BranchId, "The mapping is another branch's.");
        Refuse.If(saved.Subject != run.Subject, "The mapping is for files of another kind.");
        var mapping = saved.Columns.For(run.Layout.Headers);
        user.DemandImport(mapping);
        run.Map(mapping, user.StaffId);
        files.RefuseWhatIsUnsaid(run);
        saved.Use(clock.GetUtcNow());
    }
}

internal sealed class ForgetMappingHandler(CrmDb db, CurrentUser user) : ICommandHandler<ForgetMapping>
{
    public async Task HandleAsync(ForgetMapping command, CancellationToken ct)
    {
        var saved = await db.ForChangeAsync<SavedMapping>(command.MappingId, ct);
        user.DemandImport(saved.Subject);
        db.Remove(saved);
    }
}

internal sealed class ListMappingsHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListMappings, IReadOnlyList<MappingRow>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<MappingRow>> HandleAsync(ListMappings query, CancellationToken ct)
    {
        var run = await db.ImportsSeenBy(user).SingleOrDefaultAsync(r => r.Id == query.ImportId, ct) ?? throw new NotFoundException();
        var headers = run.Layout.Headers;
        var named = await db.SavedMappings.Where(m => m.BranchId == run.BranchId && m.Subject == run.Subject && m.Name != "").OrderByDescending(m => m.UsedAt).Take(Most).ToListAsync(ct);
        return [.. named.Select(m => new MappingRow(m.Id, m.Name, m.Columns.Knows(headers), m.UsedAt)).OrderByDescending(m => m.Known).ThenBy(m => m.Name, StringComparer.Ordinal)];
    }
}
