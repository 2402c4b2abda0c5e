using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>Held by one transaction at a time, until its end: whoever takes rights of administration from somebody takes it first.</summary>
public interface IAdministratorsLock
{
    Task TakeAsync(CancellationToken ct);
}

/// <summary>That somebody is left who can give and take roles. Two administrators who disable each other at once do not both succeed.</summary>
public sealed class Administrators(CrmDb db, IAdministratorsLock gate)
{
    /// <param name="withoutStaff">Who is about to be one no longer.</param>
    /// <param name="withoutRole">The role that is about to make nobody one.</param>
    /// <exception cref="RefusedException">Nobody would be left.</exception>
    public async Task DemandAnotherAsync(Guid? withoutStaff, Guid? withoutRole, CancellationToken ct) =>
        Refuse.If(!await AnyAsync(withoutStaff, withoutRole, ct), "This is the last administrator: make somebody else one first.");

    public async Task<bool> AnyAsync(Guid? withoutStaff, Guid? withoutRole, CancellationToken ct)
    {
        await gate.TakeAsync(ct);
        var roles = db.Roles.Where(r => r.Id != withoutRole && r.Permissions.Contains(AdminPermissions.ChangeUsers)).Select(r => r.Id);
        return await db.Staff.AnyAsync(s => s.Id != withoutStaff && s.DisabledAt == null && s.Roles.Any(held => roles.Contains(held.RoleId)), ct);
    }
}
