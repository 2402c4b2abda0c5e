using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

public sealed class ResetFactorTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    [Fact]
    public async Task Two_administrators_of_another_branch_take_it_away_and_sessions_end()
    {
        var (one, other, lost) = await PeopleAsync();
        var secret = (await lost.SignInAsync(lost.RecoveryCodes[0]))!;
        var reset = await ProposedAsync(one, lost.Staff);
        Assert.NotNull(await crm.WhoAsync(secret));
        Assert.Equal([lost.Staff.Id], (await crm.As(other).AskAsync<ListUsers, UserList>(new(State: UserState.FactorLost))).Users.Items.Select(u => u.Id).Where(id => id == lost.Staff.Id));

        await crm.As(other).SendAsync(new DoFactorReset(reset.Id, reset.Version));

        Assert.Null(await crm.WhoAsync(secret));
        var entrance = (await crm.EnterAsync(lost.Staff, Enrolled.Password))!;
        Assert.False(entrance.IsAsked);
        Assert.True((await crm.As(lost.Staff).AskAsync<GetMySecurity, MySecurity>(new())).FactorChanged);
        var events = await crm.EventsOfAsync(lost.Staff.Id);
        Assert.Contains(AuditEvents.Proposed, events);
        Assert.Contains(AuditEvents.Decided, events);
        Assert.Equal(2, events.Count(e => e == AuditEvents.FactorChanged)); // set up, and taken away
    }

    [Fact]
    public async Task One_alone_does_not_nor_the_colleague_themselves()
    {
        var (one, other, lost) = await PeopleAsync();
        var reset = await ProposedAsync(one, lost.Staff);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(one).SendAsync(new DoFactorReset(reset.Id, reset.Version)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(lost.Staff).SendAsync(new DoFactorReset(reset.Id, reset.Version)));
        var mine = await crm.HasEnrolledAsync(AdminPermissions.ChangeUsers);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(mine.Staff).SendAsync(new ProposeFactorReset(Guid.CreateVersion7(), mine.Staff.Id, "It is me")));

        await crm.As(other).SendAsync(new DropFactorReset(reset.Id, reset.Version));

        Assert.True((await crm.EnterAsync(lost.Staff, Enrolled.Password))!.IsAsked);
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(other).SendAsync(new DoFactorReset(reset.Id, (await ReadAsync(reset.Id)).Version)));
    }

    [Fact]
    public async Task Of_two_who_do_it_at_once_one_does()
    {
        var (one, other, lost) = await PeopleAsync();
        var reset = await ProposedAsync(one, lost.Staff);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                await crm.As(other).SendAsync(new DoFactorReset(reset.Id, reset.Version));
                return true;
            }
            catch (Exception e) when (e is ConflictException or RefusedException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, done => done);
    }

    [Fact]
    public async Task It_waits_once_and_only_where_there_is_something_to_reset()
    {
        var (one, other, lost) = await PeopleAsync();
        await ProposedAsync(one, lost.Staff);
        await Assert.ThrowsAnyAsync<Exception>(() => ProposedAsync(other, lost.Staff));

        var without = await crm.HasTellerWithPasswordAsync();
        await Assert.ThrowsAsync<RefusedException>(() => ProposedAsync(one, without));
    }

    [Fact]
    public async Task Who_has_fewer_rights_does_not_reset_a_more_powerful_administrator()
    {
        var few = await crm.HasTellerWithPasswordAsync(AdminPermissions.ChangeUsers);
        var powerful = await crm.HasEnrolledAsync(Access.All);

        await Assert.ThrowsAsync<RefusedException>(() => ProposedAsync(few, powerful.Staff));
    }

    private async Task<(TestStaff One, TestStaff Other, Enrolled Lost)> PeopleAsync() =>
        (await crm.HasTellerWithPasswordAsync(Access.All), await crm.HasTellerWithPasswordAsync(Access.All), await crm.HasEnrolledAsync());

    private async Task<FactorReset> ProposedAsync(TestStaff by, TestStaff whose)
    {
        var id = Guid.CreateVersion7();
        await crm.As(by).SendAsync(new ProposeFactorReset(id, whose.Id, "Seen in person"));
        return await ReadAsync(id);
    }

    private Task<FactorReset> ReadAsync(Guid id) => crm.ReadAsync(db => db.FactorResets.SingleAsync(r => r.Id == id));
}
