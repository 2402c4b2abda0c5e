using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Registration;

/// <summary>What one can choose in a customer's form.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetRegistrationForm;

public sealed record Choice(Guid Id, string Label);

/// <param name="Branches">Where the customer can be registered; empty where there is no choice.</param>
/// <param name="Colleagues">Who can look after them; empty where it is the user in any case.</param>
public sealed record RegistrationForm(IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Colleagues);

internal sealed class GetRegistrationFormHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetRegistrationForm, RegistrationForm>
{
    public async Task<RegistrationForm> HandleAsync(GetRegistrationForm query, CancellationToken ct)
    {
        var branches = await db.Branches
            .Where(b => b.Kind == BranchKind.Branch && b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
            .OrderBy(b => b.Name)
            .Select(b => new Choice(b.Id, b.Name))
            .ToListAsync(ct);
        var ids = branches.ConvertAll(b => b.Id);
        var colleagues = user.May(CustomerPermissions.Change)
            ? await db.Staff
                .Where(s => s.DisabledAt == null && ids.Contains(s.HomeBranchId))
                .OrderBy(s => s.Name)
                .Select(s => new Choice(s.Id, s.Name))
                .ToListAsync(ct)
            : [];
        return new(branches.Count > 1 ? branches : [], colleagues);
    }
}

/// <summary>Whether the user has registered this customer already: their form came twice.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record WasRegistered(Guid Id);

internal sealed class WasRegisteredHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasRegistered, bool>
{
    public Task<bool> HandleAsync(WasRegistered query, CancellationToken ct) => db.AuditEntries.AnyAsync(
        e => e.CustomerRef == query.Id && e.ObjectId == query.Id && e.Event == AuditEvents.Created && e.Actor == user.StaffId, ct);
}
