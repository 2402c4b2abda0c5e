using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Segments.Definitions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Membership;

/// <summary>Selects whom a segment holds now, for what can be done with many customers at once.</summary>
/// <param name="Id">Of the selection; carried by the form, so that a double click selects once.</param>
[Allow(SegmentPermissions.Members)]
public sealed record SelectSegment(Guid Id, Guid SegmentId);

internal sealed class SelectSegmentValidator : AbstractValidator<SelectSegment>
{
    public SelectSegmentValidator() => RuleFor(s => s.Id).NotEmpty();
}

internal sealed class SelectSegmentHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, ISegmentEngine engine, TimeProvider clock) : ICommandHandler<SelectSegment>
{
    public async Task HandleAsync(SelectSegment command, CancellationToken ct)
    {
        user.Demand(CustomerPermissions.Read);
        var segment = await db.Asked(db.SegmentsSeenBy(user).Where(s => s.Id == command.SegmentId && s.RetiredAt == null)).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var rows = await compiler.OfAsync(db, user, SegmentDefinition.Read(segment.Definition), ct);
        await db.FreezeAsync(command.Id, rows.Select(r => r.Customer), segment.Name, "", leftOut: 0, user, clock.GetUtcNow(), ct);
    }
}
