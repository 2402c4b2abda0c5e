using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Deaths;

/// <summary>What is known of a customer's death, with all that was reported.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetDeath(Guid CustomerId);

/// <param name="Number">Of the document, masked. Null: none was given.</param>
/// <param name="Answer">Why it was turned down or taken back. Null: it was not.</param>
public sealed record DeathReportShown(
    Guid Id, uint Version, DateOnly Day, DeathKnownBy KnownBy, string? Number, DeathReportState State, string? ReportedBy, DateTimeOffset ReportedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
    string? UndoneBy, DateTimeOffset? UndoneAt, string? Answer, bool MayDecide, bool MayWithdraw);

/// <param name="DiedOn">Null: nothing says that they have died.</param>
/// <param name="Reports">The latest first.</param>
public sealed record DeathShown(Guid CustomerId, uint CustomerVersion, string Customer, DateOnly? DiedOn, bool MayReport, bool MayUndo, IReadOnlyList<DeathReportShown> Reports)
{
    /// <summary>That waits for a colleague. Null: none does.</summary>
    public DeathReportShown? Waiting => Reports.FirstOrDefault(r => r.State is DeathReportState.Reported);
}

/// <summary>Reports of one's branches that wait for a second colleague, the oldest first.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record ListDeathReports(string? After = null);

/// <param name="Customer">Null: a protected record that this colleague may not open.</param>
public sealed record DeathReportRow(Guid Id, Guid CustomerId, string? Customer, string Number, DateOnly Day, DeathKnownBy KnownBy, string? ReportedBy, DateTimeOffset ReportedAt, bool IsOwn)
{
    /// <summary>Nobody was the second person in time.</summary>
    public bool IsLate { get; init; }
}

internal static class DeathRights
{
    extension(CurrentUser user)
    {
        public bool MayReportDeath(Guid? ownerId) => user.MayChange(ownerId) || user.May(CustomerPermissions.ChangeIdentity);

        /// <exception cref="ForbiddenException">They may change nothing of this customer.</exception>
        public void DemandReportDeath(Customer customer)
        {
            if (!user.MayReportDeath(customer.OwnerId))
            {
                throw new ForbiddenException(CustomerPermissions.Change);
            }
        }
    }
}

internal sealed class GetDeathHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, StaffNames staff) : IQueryHandler<GetDeath, DeathShown>
{
    public async Task<DeathShown> HandleAsync(GetDeath query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var reports = await db.DeathReports.Where(d => d.CustomerId == customer.Id).OrderByDescending(d => d.ReportedAt).ThenByDescending(d => d.Id).ToListAsync(ct);
        var names = await staff.OfAsync(db, reports.SelectMany(r => new[] { r.ReportedBy, r.DecidedBy, r.UndoneBy }).OfType<Guid>(), ct);
        var cipher = reports.Count == 0 ? null : await ciphers.OfAsync(customer.Id, ct);
        var mayDecide = user.May(CustomerPermissions.ChangeIdentity);
        return new(
            customer.Id, customer.Version, customer.Name, customer.DiedOn,
            customer.Kind is CustomerKind.Individual && customer.DiedOn is null && user.MayReportDeath(customer.OwnerId), customer.DiedOn is not null && mayDecide,
            [
                .. reports.Select(r => new DeathReportShown(
                    r.Id, r.Version, r.Day, r.KnownBy, r.Number is null ? null : Domain.Common.Mask.Middle(cipher!.Open(DeathReport.NumberColumn, r.Id, r.Number), 0, 4), r.State,
                    NameOf(r.ReportedBy), r.ReportedAt, NameOf(r.DecidedBy), r.DecidedAt, NameOf(r.UndoneBy), r.UndoneAt,
                    r.Answer is null ? null : cipher!.Open(DeathReport.AnswerColumn, r.Id, r.Answer), r.State is DeathReportState.Reported && mayDecide && r.ReportedBy != user.StaffId,
                    r.State is DeathReportState.Reported && r.ReportedBy == user.StaffId)),
            ]);

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}

internal sealed class ListDeathReportsHandler(CrmDb db, CurrentUser user, StaffNames staff, WorkingCalendar calendar, DeathRules rules, TimeProvider clock) : IQueryHandler<ListDeathReports, Page<DeathReportRow>>
{
    private const int Size = 50;

    public async Task<Page<DeathReportRow>> HandleAsync(ListDeathReports query, CancellationToken ct)
    {
        var reports = db.DeathReports.Where(d => d.State == DeathReportState.Reported);
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            reports = reports.Where(d => d.ReportedAt >= last.At && (d.ReportedAt > last.At || d.Id > last.Id));
        }

        var found = await reports.OrderBy(d => d.ReportedAt).ThenBy(d => d.Id).Take(Size + 1)
            .Join(db.Customers, d => d.CustomerId, c => c.Id, (d, c) => new { d.Id, d.CustomerId, c.Name, c.IsProtected, c.Number, d.Day, d.KnownBy, d.ReportedBy, d.ReportedAt }).ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(d => d.ReportedBy), ct);
        var (days, today) = (await calendar.DaysAsync(db, ct), Branch.DayAt(clock.GetUtcNow()));
        List<DeathReportRow> shown =
        [
            .. found.Take(Size).Select(d => new DeathReportRow(
                d.Id, d.CustomerId, user.MayOpen(d.IsProtected) ? d.Name : null, d.Number, d.Day, d.KnownBy, names.GetValueOrDefault(d.ReportedBy), d.ReportedAt, d.ReportedBy == user.StaffId)
            {
                IsLate = rules.IsLate(d.ReportedAt, days, today),
            }),
        ];
        return new(shown, found.Count > Size ? Cursor.Write((shown[^1].ReportedAt, shown[^1].Id)) : null);
    }
}
