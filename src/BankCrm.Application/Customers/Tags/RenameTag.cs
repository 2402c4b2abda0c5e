using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Tags;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Customers.Tags;

/// <summary>Gives a tag another name, among the customers the user sees. If there is a tag of that name, the two become one.</summary>
[Allow(TagPermissions.Manage)]
public sealed record RenameTag
{
    /// <summary>Carried by the form, so that a double click changes once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string From { get; init => field = value ?? ""; } = "";
    public string To { get; init => field = value?.Trim() ?? ""; } = "";
}

/// <summary>Those whose tag was renamed get the old one back, unless it was taken from them since.</summary>
[Allow(TagPermissions.Manage)]
public sealed record UndoTagChange(Guid Id, uint Version);

internal sealed class RenameTagValidator : AbstractValidator<RenameTag>
{
    public RenameTagValidator()
    {
        RuleFor(t => t.From).NotEmpty();
        RuleFor(t => t.To).NotEmpty();
        RuleFor(t => t.To).Custom((to, context) =>
        {
            if (TagSpelling.Check(to) is { } fault)
            {
                context.AddFailure(new ValidationFailure(nameof(RenameTag.To), fault.Sentence) { CustomState = fault.Args });
            }
        });
    }
}

internal sealed class UndoTagChangeValidator : AbstractValidator<UndoTagChange>
{
    public UndoTagChangeValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class RenameTagHandler(CrmDb db, CurrentUser user, ITagWriter writer, KnownTags known, IAuditTrail audit, TimeProvider clock) : ICommandHandler<RenameTag>
{
    public async Task HandleAsync(RenameTag command, CancellationToken ct)
    {
        Refuse.If(command.From == command.To, "This is the same name.");
        var branchId = user.HomeBranchId ?? throw new ForbiddenException(TagPermissions.Manage);
        var changed = await writer.ReplaceAsync(command.From, command.To, user.Person, ct);
        db.Add(TagChange.Make(
            command.Id, branchId, command.From, command.To, [.. changed.Where(c => !c.HadBoth).Select(c => c.Id)], [.. changed.Where(c => c.HadBoth).Select(c => c.Id)],
            user.Person, clock.GetUtcNow()));
        TagRecords.Record(audit, command.Id, command.From, command.To, changed);
        known.Forget();
    }
}

internal sealed class UndoTagChangeHandler(CrmDb db, CurrentUser user, ITagWriter writer, KnownTags known, IAuditTrail audit, TimeProvider clock)
    : ICommandHandler<UndoTagChange>
{
    public async Task HandleAsync(UndoTagChange command, CancellationToken ct)
    {
        var change = await db.ForChangeAsync<TagChange>(command.Id, command.Version, ct);
        change.Undo(clock.GetUtcNow());
        var changed = await writer.RestoreAsync(change.From, change.To, change.Renamed, change.HadBoth, user.Person, ct);
        TagRecords.Record(audit, change.Id, change.To, change.From, changed);
        known.Forget();
    }
}

/// <summary>What the audit trail keeps: how many customers of each branch were changed at once, and how.</summary>
internal static class TagRecords
{
    public static void Record(IAuditTrail audit, Guid changeId, string from, string to, IEnumerable<RetaggedCustomer> changed)
    {
        foreach (var branch in changed.GroupBy(c => c.BranchId))
        {
            audit.Record(new(AuditEvents.BulkChanged)
            {
                ObjectType = nameof(TagChange),
                ObjectId = changeId,
                BranchId = branch.Key,
                Changes = AuditChanges.Of([("Customers", null, branch.Count()), ("Tags", from, to)]),
            });
        }
    }
}
