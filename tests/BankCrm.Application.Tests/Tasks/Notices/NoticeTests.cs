using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Notices;

public sealed class NoticeTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work];
    private static readonly string[] Giver = [TaskPermissions.Work, TaskPermissions.Give];

    [Fact]
    public async Task Who_is_given_something_is_told_and_who_gave_it_hears_when_it_comes_back()
    {
        var branch = crm.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(Giver), await branch.HasStaffAsync(Teller));
        var plan = new PlanFollowUp { Subject = "Call tomorrow", OwnerId = teller.Id };

        await crm.As(giver).SendAsync(plan);
        var told = Assert.Single(await ListAsync(teller));
        await crm.As(teller).SendAsync(new HandBackFollowUp(plan.Id, await VersionAsync(plan.Id), "I am away"));
        var back = Assert.Single(await ListAsync(giver));
        await crm.As(giver).SendAsync(new GiveFollowUp(plan.Id, await VersionAsync(plan.Id), teller.Id, "Next week is fine"));

        Assert.Equal((NoticeKind.Given, giver.Name, "Call"), (told.Kind, told.By, told.About?.Subject));
        Assert.Equal((NoticeKind.HandedBack, teller.Name, $"/tasks/{plan.Id}"), (back.Kind, back.By, back.About?.Path));
        Assert.Equal([NoticeKind.Given, NoticeKind.Given], (await ListAsync(teller)).Select(n => n.Kind));
        Assert.Equal(2, await CountAsync(teller));
    }

    [Fact]
    public async Task Nobody_is_told_what_they_did_themselves_nor_of_what_was_refused()
    {
        var branch = crm.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(Giver), await branch.HasStaffAsync(Teller));
        var plan = new PlanFollowUp { Subject = "Call tomorrow" };
        await crm.As(giver).SendAsync(plan);
        var seen = await VersionAsync(plan.Id);
        await crm.As(giver).SendAsync(new CommentOnFollowUp(plan.Id, seen, $"@{giver.Name} remember"));

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(giver).SendAsync(new GiveFollowUp(plan.Id, seen, teller.Id, "Yours")));

        Assert.Empty(await ListAsync(giver));
        Assert.Empty(await ListAsync(teller));
    }

    [Fact]
    public async Task Who_is_named_in_a_comment_is_told_and_sees_it_from_then_on()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (teller, colleague, away) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await elsewhere.HasStaffAsync(Teller));
        var plan = new PlanFollowUp { Subject = "Call tomorrow" };
        await crm.As(teller).SendAsync(plan);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).AskAsync<GetFollowUp, FollowUpDetails>(new(plan.Id)));

        await crm.As(teller).SendAsync(new CommentOnFollowUp(plan.Id, await VersionAsync(plan.Id), $"@{colleague.Name}, and @{away.Name}: 请看"));
        await crm.As(teller).SendAsync(new CommentOnFollowUp(plan.Id, await VersionAsync(plan.Id), $"again @{colleague.Name}"));

        Assert.Equal([NoticeKind.Mentioned, NoticeKind.Mentioned], (await ListAsync(colleague)).Select(n => n.Kind));
        Assert.Empty(await ListAsync(away));
        var seen = await crm.As(colleague).AskAsync<GetFollowUp, FollowUpDetails>(new(plan.Id));
        Assert.Equal([colleague.Name], seen.Followers);
        Assert.False(seen.May.Work);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new DropFollowUp(plan.Id, seen.Version, "Not needed")));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectType == "FollowUpFollower" && e.BranchId == branch.Id));
        Assert.Equal(teller.Id, entry.Actor);
    }

    [Theory]
    [InlineData("@Ann please", "Ann")]
    [InlineData("@anna, please", "Anna")]
    [InlineData("see @Ann Lee.", "Ann Lee")]
    [InlineData("＠李婷请看", "李婷")]
    [InlineData("mail ann@bank.example", "")]
    [InlineData("@Annabel", "")]
    public void The_longest_name_that_stands_there_is_meant(string text, string names)
    {
        string[] colleagues = ["Ann", "Anna", "Ann Lee", "李婷"];
        var people = colleagues.Select(name => new Choice(Guid.CreateVersion7(), name)).ToList();

        var named = Mentions.In(text, people);

        Assert.Equal(names, string.Join(',', people.Where(p => named.Contains(p.Id)).Select(p => p.Label)));
    }

    [Fact]
    public async Task One_reads_one_s_own_only_and_the_database_shows_no_other()
    {
        var branch = crm.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(Giver), await branch.HasStaffAsync(Teller));
        await crm.As(giver).SendAsync(new PlanFollowUp { Subject = "Call tomorrow", OwnerId = teller.Id });
        var notice = Assert.Single(await ListAsync(teller));

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(giver).SendAsync(new ReadNotice(notice.Id)));
        await using (var scope = await crm.As(giver).OpenAsync())
        {
            var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            Assert.False(await db.Notices.AnyAsync(n => n.BranchId == branch.Id));
        }

        await crm.As(teller).SendAsync(new ReadNotice(notice.Id));
        Assert.Equal(0, await CountAsync(teller));
        Assert.True(Assert.Single(await ListAsync(teller)).IsRead);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new ReadNotice(notice.Id)));
    }

    [Fact]
    public async Task All_at_once_are_those_that_were_there_when_the_list_was_shown()
    {
        var branch = crm.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(Giver), await branch.HasStaffAsync(Teller));
        await crm.As(giver).SendAsync(new PlanFollowUp { Subject = "Call tomorrow", OwnerId = teller.Id });
        var shown = TimeProvider.System.GetUtcNow();
        await crm.As(giver).SendAsync(new PlanFollowUp { Subject = "Visit tomorrow", OwnerId = teller.Id });

        await crm.As(teller).SendAsync(new ReadNotices(shown));

        Assert.Equal("Visit", Assert.Single(await ListAsync(teller, unreadOnly: true)).About?.Subject);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new ReadNotices(shown)));
    }

    [Fact]
    public async Task What_one_may_no_longer_see_is_not_named()
    {
        var branch = crm.NewBranch();
        var (giver, teller, other) = (await branch.HasStaffAsync([.. Giver, TaskPermissions.Direct, TaskPermissions.ReadAll]), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var plan = new PlanFollowUp { Subject = "Call tomorrow", OwnerId = teller.Id };
        await crm.As(giver).SendAsync(plan);

        await crm.As(giver).SendAsync(new GiveFollowUp(plan.Id, await VersionAsync(plan.Id), other.Id, "Better you"));

        Assert.Null(Assert.Single(await ListAsync(teller)).About);
        Assert.Equal("Call", Assert.Single(await ListAsync(other)).About?.Subject);
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_ended()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var now = TimeProvider.System.GetUtcNow();
        await crm.WorkAsync((db, _) =>
        {
            db.AddRange(Enumerable.Range(0, 60).Select(i => Notice.Of(NoticeKind.Given, Guid.CreateVersion7(), branch.Id, teller.Id, Guid.CreateVersion7(), now.AddMinutes(-(i / 2)))));
            return Task.FromResult(0);
        });

        var first = await crm.As(teller).AskAsync<ListNotices, Page<NoticeRow>>(new());
        var second = await crm.As(teller).AskAsync<ListNotices, Page<NoticeRow>>(new(After: first.Next));

        Assert.Equal((50, 10, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(60, first.Items.Concat(second.Items).Select(n => n.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_database_tells_whose_bell_rings_when_the_change_is_there()
    {
        var branch = crm.NewBranch();
        var (giver, teller) = (await branch.HasStaffAsync(Giver), await branch.HasStaffAsync(Teller));
        var heard = new List<string>();
        await using var line = new NpgsqlConnection(crm.Database.ApplicationConnectionString);
        line.Notification += (_, told) => heard.Add(told.Payload);
        await line.OpenAsync();
        await using (var listen = new NpgsqlCommand("listen crm_bell", line))
        {
            await listen.ExecuteNonQueryAsync();
        }

        await crm.As(giver).SendAsync(new PlanFollowUp { Subject = "Call tomorrow", OwnerId = teller.Id });
        while (await line.WaitAsync(TimeSpan.FromSeconds(heard.Contains($"staff {teller.Id}") ? 0.2 : 5)))
        {
        }

        Assert.Equal([$"staff {teller.Id}"], heard.Where(h => h.Contains(teller.Id.ToString(), StringComparison.Ordinal)));
    }

    private async Task<IReadOnlyList<NoticeRow>> ListAsync(TestStaff by, bool unreadOnly = false) =>
        (await crm.As(by).AskAsync<ListNotices, Page<NoticeRow>>(new(unreadOnly))).Items;

    private Task<int> CountAsync(TestStaff by) => crm.As(by).AskAsync<GetBell, int>(new());

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());
}
