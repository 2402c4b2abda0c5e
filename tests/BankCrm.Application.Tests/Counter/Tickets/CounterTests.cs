using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Counter.Tickets;

public sealed class CounterTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Clerk = [CounterPermissions.Serve, CustomerPermissions.Read];
    private static readonly string[] Manager = [CounterPermissions.Serve, CounterPermissions.Direct, CustomerPermissions.Read];

    [Fact]
    public async Task Twenty_windows_that_call_at_once_get_twenty_tickets()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(Manager);
        var clerks = new List<TestStaff>();
        for (var i = 1; i <= 20; i++)
        {
            clerks.Add(await branch.HasStaffAsync(Manager));
            await crm.As(clerks[^1]).SendAsync(new OpenWindow { Number = i });
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => crm.As(manager).SendAsync(new IssueTicket { Kind = TicketKind.General })));
        await Task.WhenAll(clerks.Select(c => crm.As(c).SendAsync(new CallNext())));

        var tickets = await crm.ReadAsync(db => db.CounterTickets.Where(t => t.BranchId == branch.Id).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"G{n:000}"), tickets.Select(t => t.Label).Order(StringComparer.Ordinal));
        Assert.Equal(20, tickets.Select(t => t.WindowId).Distinct().Count());
        Assert.All(tickets, t => Assert.Equal(TicketState.Called, t.State));
        var at = (await ShownAsync(clerks[0])).Ticket!;
        await crm.As(clerks[0]).SendAsync(new ChangeTicket(at.Id, at.Version, TicketChange.NoShow));
        Assert.Equal("Nobody waits for your window.", (await Refused(() => crm.As(clerks[0]).SendAsync(new CallNext()))).Message);
    }

    [Fact]
    public async Task The_most_points_come_first_and_the_page_shows_how_they_add_up()
    {
        var branch = crm.NewBranch();
        var clerk = await branch.HasStaffAsync(Manager);
        await crm.As(clerk).SendAsync(new OpenWindow { Number = 1 });
        foreach (var kind in new[] { TicketKind.General, TicketKind.Business, TicketKind.Vip })
        {
            await crm.As(clerk).SendAsync(new IssueTicket { Kind = kind });
        }

        var waiting = (await ShownAsync(clerk)).Waiting;
        await crm.As(clerk).SendAsync(new CallNext());

        Assert.Equal(["V001", "B001", "G001"], waiting.Select(w => w.Label));
        Assert.All(waiting, w => Assert.Equal(w.Minutes + w.HeadStart, w.Points));
        Assert.Equal("V001", (await ShownAsync(clerk)).Ticket!.Label);
    }

    [Fact]
    public async Task A_window_calls_only_whom_it_serves_and_whoever_was_sent_to_it()
    {
        var branch = crm.NewBranch();
        var (first, second) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Manager));
        await crm.As(first).SendAsync(new OpenWindow { Number = 1, Business = false, Vip = false });
        await crm.As(second).SendAsync(new OpenWindow { Number = 2, General = false });
        await crm.As(first).SendAsync(new IssueTicket { Kind = TicketKind.General });
        Assert.Equal("Nobody waits for your window.", (await Refused(() => crm.As(second).SendAsync(new CallNext()))).Message);
        await crm.As(first).SendAsync(new CallNext());
        var at = (await ShownAsync(first)).Ticket!;
        var target = (await ShownAsync(second)).Mine!.Id;

        await crm.As(first).SendAsync(new ForwardTicket(at.Id, at.Version, TicketKind.Business, target, "Needs a statement for the tax office"));

        Assert.Equal("Nobody waits for your window.", (await Refused(() => crm.As(first).SendAsync(new CallNext()))).Message);
        await crm.As(second).SendAsync(new CallNext());
        var there = (await ShownAsync(second)).Ticket!;
        Assert.Equal(("G001", "Needs a statement for the tax office"), (there.Label, there.Note));
        Assert.True(await crm.ReadAsync(db => db.TicketSteps.AnyAsync(s => s.TicketId == at.Id && s.Text != null)));
    }

    [Fact]
    public async Task The_called_customer_s_facts_stand_beside_the_ticket_and_seeing_them_is_recorded()
    {
        var branch = crm.NewBranch();
        var clerk = await branch.HasStaffAsync(Manager);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        await crm.As(clerk).SendAsync(new OpenWindow { Number = 1 });
        await crm.As(clerk).SendAsync(new IssueTicket { CustomerId = customer });
        await crm.As(clerk).SendAsync(new CallNext());

        var at = (await ShownAsync(clerk)).Ticket!;
        await crm.As(clerk).SendAsync(new ChangeTicket(at.Id, at.Version, TicketChange.Serve));
        await crm.As(clerk).SendAsync(new ChangeTicket(at.Id, (await ShownAsync(clerk)).Ticket!.Version, TicketChange.Finish));
        await crm.As(clerk).SendAsync(new ChangeTicket(at.Id, (await ShownAsync(clerk)).Ticket!.Version, TicketChange.Close));

        Assert.Equal("林晓燕", at.Customer!.Name);
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == "customer.viewed" && e.CustomerRef == customer)));
        var figures = await crm.As(clerk).AskAsync<GetCounterFigures, CounterFigures>(new());
        Assert.Equal((1, 1, 1, 1), (figures.Tickets, figures.Done, figures.InTime, figures.WholeInTime));
        Assert.Equal(1, Assert.Single(figures.Hours).Tickets);
    }

    [Fact]
    public async Task The_screen_shows_numbers_and_windows_of_the_branch_only()
    {
        var (here, there) = (crm.NewBranch(), crm.NewBranch());
        var (clerk, other) = (await here.HasStaffAsync(Manager), await there.HasStaffAsync(Manager));
        await crm.As(clerk).SendAsync(new OpenWindow { Number = 7 });
        await crm.As(clerk).SendAsync(new IssueTicket());
        await crm.As(clerk).SendAsync(new CallNext());

        var shown = await crm.As(clerk).AskAsync<GetScreen, ScreenShown>(new());
        Assert.Equal(("G001", 7, true), (shown.Called[0].Label, shown.Called[0].Window, shown.Called[0].IsNew));
        Assert.Empty((await crm.As(other).AskAsync<GetScreen, ScreenShown>(new())).Called);
        var at = (await ShownAsync(clerk)).Ticket!;
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(new ChangeTicket(at.Id, at.Version, TicketChange.Serve)));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(other).SendAsync(new IssueTicket { CustomerId = await here.HasCustomerAsync() }));
    }

    [Fact]
    public async Task Windows_are_set_up_by_who_directs_and_one_has_one_at_a_time()
    {
        var branch = crm.NewBranch();
        var (clerk, manager) = (await branch.HasStaffAsync(Clerk), await branch.HasStaffAsync(Manager));
        Assert.StartsWith("There is no such window.", (await Refused(() => crm.As(clerk).SendAsync(new OpenWindow { Number = 1 }))).Message, StringComparison.Ordinal);
        await crm.As(manager).SendAsync(new OpenWindow { Number = 1 });
        Assert.Equal("A colleague has this window open. Take another one.", (await Refused(() => crm.As(clerk).SendAsync(new OpenWindow { Number = 1 }))).Message);
        Assert.Equal("You have another window open. Close it first.", (await Refused(() => crm.As(manager).SendAsync(new OpenWindow { Number = 2 }))).Message);
        await crm.As(manager).SendAsync(new ChangeMyWindow(WindowChange.Close));
        await crm.As(clerk).SendAsync(new OpenWindow { Number = 1 });
        await crm.As(clerk).SendAsync(new ChangeMyWindow(WindowChange.Pause));
        Assert.Equal("Your window is on a break: go on first.", (await Refused(() => crm.As(clerk).SendAsync(new CallNext()))).Message);
        var mine = (await ShownAsync(clerk)).Mine!;
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(clerk).SendAsync(new CloseWindow(mine.Id, mine.Version)));
        await crm.As(manager).SendAsync(new CloseWindow(mine.Id, mine.Version));
        Assert.Null((await ShownAsync(clerk)).Mine);
    }

    private Task<CounterShown> ShownAsync(TestStaff staff) => crm.As(staff).AskAsync<GetCounter, CounterShown>(new());

    private static Task<RefusedException> Refused(Func<Task> act) => Assert.ThrowsAsync<RefusedException>(act);
}
