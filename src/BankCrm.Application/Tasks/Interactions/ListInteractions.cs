using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>How colleagues were in touch with customers one sees, the latest first. What was withdrawn is left out.</summary>
/// <param name="OldestFirst">The other way round.</param>
[Allow(InteractionPermissions.Read)]
public sealed record ListInteractions(
    InteractionKind? Kind = null, InteractionDirection? Direction = null, InteractionOutcome? Outcome = null, InteractionMood? Mood = null, bool Mine = false,
    DateOnly? From = null, DateOnly? To = null, bool OldestFirst = false, string? After = null);

/// <param name="Customer">Null: a protected record that this colleague may not open; then there is no subject either.</param>
public sealed record InteractionRow(
    Guid Id, DateTimeOffset At, Guid CustomerId, string? Customer, InteractionKind Kind, InteractionDirection Direction, string? Subject, InteractionOutcome? Outcome,
    InteractionMood? Mood, string? WrittenBy)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

internal sealed class ListInteractionsHandler(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff) : IQueryHandler<ListInteractions, Page<InteractionRow>>
{
    private const int Size = 50;

    public async Task<Page<InteractionRow>> HandleAsync(ListInteractions query, CancellationToken ct)
    {
        var page = await Ordered(Matching(query), query)
            .Join(db.Customers, i => i.CustomerId, c => c.Id, (i, c) => new { It = i, c.Name, c.IsProtected, HasDied = c.DiedOn != null })
            .LeftJoin(db.CustomerKeys, i => i.It.CustomerId, k => k.CustomerId, (i, k) => new { i.It, i.Name, i.IsProtected, i.HasDied, k!.Wrapped })
            .ToPageAsync(Size, i => (i.It.At, i.It.Id), ct);
        var names = await staff.OfAsync(db, page.Items.Select(i => i.It.WrittenBy), ct);
        return new(
            [
                .. page.Items.Select(i =>
                {
                    var opens = user.MayOpen(i.IsProtected);
                    var subject = opens && i.Wrapped is not null ? vault.Open(i.It.CustomerId, i.Wrapped).Open(Interaction.SubjectColumn, i.It.Id, i.It.Subject) : null;
                    return new InteractionRow(
                        i.It.Id, i.It.At, i.It.CustomerId, opens ? i.Name : null, i.It.Kind, i.It.Direction, subject, i.It.Outcome, i.It.Mood, names.GetValueOrDefault(i.It.WrittenBy))
                    {
                        HasDied = opens && i.HasDied,
                    };
                }),
            ],
            page.Next);
    }

    private IQueryable<Interaction> Matching(ListInteractions query)
    {
        var all = db.Interactions.Where(i => i.WithdrawnAt == null);
        if (query.Kind is { } kind)
        {
            all = all.Where(i => i.Kind == kind);
        }

        if (query.Direction is { } direction)
        {
            all = all.Where(i => i.Direction == direction);
        }

        if (query.Outcome is { } outcome)
        {
            all = all.Where(i => i.Outcome == outcome);
        }

        if (query.Mood is { } mood)
        {
            all = all.Where(i => i.Mood == mood);
        }

        if (query.Mine)
        {
            all = all.Where(i => i.WrittenBy == user.StaffId);
        }

        if (query.From is { } from)
        {
            var since = Branch.StartOf(from).ToUniversalTime();
            all = all.Where(i => i.At >= since);
        }

        if (query.To is { } to)
        {
            var until = Branch.StartOf(to.AddDays(1)).ToUniversalTime();
            all = all.Where(i => i.At < until);
        }

        return all;
    }

    private static IQueryable<Interaction> Ordered(IQueryable<Interaction> all, ListInteractions query)
    {
        var goesOn = Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last);
        if (query.OldestFirst)
        {
            all = goesOn ? all.Where(i => i.At >= last.At && (i.At > last.At || i.Id > last.Id)) : all;
            return all.OrderBy(i => i.At).ThenBy(i => i.Id);
        }

        all = goesOn ? all.Where(i => i.At <= last.At && (i.At < last.At || i.Id < last.Id)) : all;
        return all.OrderByDescending(i => i.At).ThenByDescending(i => i.Id);
    }
}
