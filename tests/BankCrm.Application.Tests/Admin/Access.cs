using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin;

internal static class Access
{
    public static readonly string[] All =
        [AdminPermissions.Read, AdminPermissions.ChangeUsers, AdminPermissions.ChangeRoles, AdminPermissions.ChangeBranches];

    public static Task HasPasswordAsync(this TestBank bank, TestStaff staff, string password) => bank.WorkAsync<object?>(async (db, services) =>
    {
        await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == staff.Id), password, CancellationToken.None);
        return null;
    });

    public static Task<StaffMember> PersonAsync(this TestBank bank, Guid id) => bank.ReadAsync(db => db.Staff.AsSplitQuery().SingleAsync(s => s.Id == id));

    public static Task<List<string>> EventsOfAsync(this TestBank bank, Guid id) =>
        bank.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync());
}

/// <summary>A clock that a test turns.</summary>
internal sealed class TestClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public void Pass(TimeSpan time) => ahead += time;
}

public sealed class TurnedCrm : TestCrm
{
    private readonly TestClock clock = new();

    public void Pass(TimeSpan time) => clock.Pass(time);

    protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);
}
