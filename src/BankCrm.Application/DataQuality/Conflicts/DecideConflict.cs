using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Messages;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Conflicts;

/// <summary>Ends a conflict: the record stays as it is, or becomes what the message says.</summary>
[Allow(ConflictPermissions.Decide)]
public sealed record DecideConflict(Guid Id, uint Version, bool TakeTheirs, string Note);

internal sealed class DecideConflictValidator : AbstractValidator<DecideConflict>
{
    public DecideConflictValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Note).NotEmpty().MaximumLength(MessageConflict.NoteMaxLength);
    }
}

internal sealed class DecideConflictHandler(CrmDb db, CurrentUser user, IEnumerable<IMessageStream> streams, TimeProvider clock) : ICommandHandler<DecideConflict>
{
    public async Task HandleAsync(DecideConflict command, CancellationToken ct)
    {
        if (!command.TakeTheirs)
        {
            (await db.ForChangeAsync<MessageConflict>(command.Id, command.Version, ct)).KeepOurs(command.Note.Trim(), user.Person, clock.GetUtcNow());
            return;
        }

        var theirs = await db.MessageConflicts.SingleOrDefaultAsync(c => c.Id == command.Id, ct) ?? throw new NotFoundException();
        var stream = streams.FirstOrDefault(s => s.Name == theirs.Stream) ?? throw new RefusedException("Nothing takes in such messages any more: keep ours.");
        if (theirs.Status is ConflictStatus.Open)
        {
            await stream.ApplyAsync(theirs, ct); // first: it forgets what it does not know
        }

        (await db.ForChangeAsync<MessageConflict>(command.Id, command.Version, ct)).TakeTheirs(command.Note.Trim(), user.Person, clock.GetUtcNow());
    }
}
