using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Board;

/// <summary>What is open, by where it stands; in each column what is due first.</summary>
/// <param name="Everybody">All one sees; otherwise one's own.</param>
/// <param name="Column">The one that goes on after <paramref name="After"/>; the others begin at their top.</param>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetBoard(bool Everybody = false, FollowUpStatus? Column = null, string? After = null);

/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
/// <param name="Owner">Null: it lies with the branch.</param>
public sealed record BoardCard(
    Guid Id, uint Version, string Subject, FollowUpKind Kind, FollowUpPriority Priority, DateTimeOffset DueAt, bool HasTime, FollowUpWhen When, string? Owner,
    Guid? CustomerId, string? Customer, bool MayWork)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

public sealed record BoardColumn(FollowUpStatus Status, Page<BoardCard> Cards);

internal sealed class GetBoardHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<GetBoard, IReadOnlyList<BoardColumn>>
{
    private const int Size = 50;
    private static readonly FollowUpStatus[] Columns = [FollowUpStatus.Open, FollowUpStatus.Started, FollowUpStatus.Waiting];

    public async Task<IReadOnlyList<BoardColumn>> HandleAsync(GetBoard query, CancellationToken ct)
    {
        var days = FollowUpDays.At(clock.GetUtcNow());
        var columns = new List<BoardColumn>();
        foreach (var status in Columns)
        {
            columns.Add(new(status, await CardsAsync(query, status, days, ct)));
        }

        return columns;
    }

    private async Task<Page<BoardCard>> CardsAsync(GetBoard query, FollowUpStatus status, FollowUpDays days, CancellationToken ct)
    {
        var rows = db.FollowUps.Where(f => f.EndedAt == null && f.Status == status);
        rows = query.Everybody ? rows.SeenBy(user) : rows.Where(f => f.OwnerId == user.StaffId);
        if (query.Column == status && Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            rows = rows.Where(f => f.DueAt >= last.At && (f.DueAt > last.At || f.Id > last.Id));
        }

        var page = await rows.OrderBy(f => f.DueAt).ThenBy(f => f.Id)
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new
            {
                f.Id,
                f.Version,
                f.Subject,
                f.Kind,
                f.Priority,
                f.DueAt,
                f.HasTime,
                f.OwnerId,
                f.CustomerId,
                c!.Name,
                IsProtected = (bool?)c.IsProtected,
                HasDied = c.DiedOn != null,
            })
            .ToPageAsync(Size, f => (f.DueAt, f.Id), ct);
        var names = await staff.OfAsync(db, page.Items.Select(f => f.OwnerId).OfType<Guid>(), ct);
        return new(
            [
                .. page.Items.Select(f => new BoardCard(
                    f.Id, f.Version, f.Subject, f.Kind, f.Priority, f.DueAt, f.HasTime, days.When(f.DueAt), f.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                    f.CustomerId, user.MayName(f.IsProtected) ? f.Name : null, user.MayWorkOn(f.OwnerId)) { HasDied = f.HasDied && user.MayName(f.IsProtected) }),
            ],
            page.Next);
    }
}
