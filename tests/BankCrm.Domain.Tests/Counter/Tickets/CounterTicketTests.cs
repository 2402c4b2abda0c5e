using BankCrm.Domain.Common;
using BankCrm.Domain.Counter.Tickets;

namespace BankCrm.Domain.Tests.Counter.Tickets;

public sealed class CounterTicketTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Clerk = Guid.NewGuid();
    private static readonly Guid Window = Guid.NewGuid();

    [Fact]
    public void Numbers_look_as_on_the_paper() =>
        Assert.Equal(["G001", "B012", "V123", "G1000"], [
            CounterTicket.LabelOf(TicketKind.General, 1), CounterTicket.LabelOf(TicketKind.Business, 12), CounterTicket.LabelOf(TicketKind.Vip, 123), CounterTicket.LabelOf(TicketKind.General, 1000)]);

    [Fact]
    public void A_head_start_is_so_many_minutes_and_no_more()
    {
        var (general, vip) = (CounterOrder.Rank(TicketKind.General, Now), CounterOrder.Rank(TicketKind.Vip, Now.AddMinutes(14)));
        Assert.True(vip < general);
        Assert.True(CounterOrder.Rank(TicketKind.Vip, Now.AddMinutes(16)) > general);
        Assert.True(CounterOrder.Rank(TicketKind.Business, Now.AddMinutes(4)) < general);
    }

    [Fact]
    public void It_is_called_served_finished_and_closed_and_each_moment_is_kept()
    {
        var ticket = Issued();
        ticket.Call(Window, Clerk, Now.AddMinutes(6));
        ticket.Recall(Clerk, Now.AddMinutes(7));
        ticket.Serve(Clerk, Now.AddMinutes(8));
        ticket.Finish(Clerk, Now.AddMinutes(18));
        ticket.Close(Clerk, Now.AddMinutes(21));

        Assert.Equal(
            [6, 8, 18, 21],
            new[] { ticket.CalledAt, ticket.ServedAt, ticket.FinishedAt, ticket.ClosedAt }.Select(at => (int)(at!.Value - Now).TotalMinutes));
        Assert.Equal((TicketState.Done, 6), (ticket.State, ticket.Steps.Count));
    }

    [Fact]
    public void Nothing_is_done_out_of_turn()
    {
        var waiting = Issued();
        Assert.Throws<RefusedException>(() => waiting.Serve(Clerk, Now));
        Assert.Throws<RefusedException>(() => waiting.Finish(Clerk, Now));
        Assert.Throws<RefusedException>(() => waiting.DidNotCome(Clerk, Now));
        waiting.Call(Window, Clerk, Now);
        Assert.Throws<RefusedException>(() => waiting.Call(Window, Clerk, Now));
        waiting.DidNotCome(Clerk, Now);
        Assert.Throws<RefusedException>(() => waiting.Identify(Guid.NewGuid(), Clerk, Now));
    }

    [Fact]
    public void Sent_on_they_lose_none_of_the_minutes_they_waited()
    {
        var ticket = Issued();
        ticket.Call(Window, Clerk, Now.AddMinutes(9));
        Assert.Throws<RefusedException>(() => ticket.Forward(TicketKind.Business, Window, Words(), Clerk, Now));

        ticket.Forward(TicketKind.Business, null, Words(), Clerk, Now.AddMinutes(10));

        Assert.Equal((TicketState.Waiting, "G001", CounterOrder.Rank(TicketKind.Business, Now)), (ticket.State, ticket.Label, ticket.RankAt));
        Assert.NotNull(ticket.Steps[^1].Text);
    }

    [Fact]
    public void A_window_is_one_colleague_s_until_they_close_it()
    {
        var window = CounterWindow.Set(Guid.NewGuid(), Guid.NewGuid(), 3, Now);
        window.Open(Clerk, [TicketKind.General], Now);

        Assert.Throws<RefusedException>(() => window.Open(Guid.NewGuid(), [TicketKind.General], Now));
        Assert.Throws<RefusedException>(() => window.Resume(Now));
        window.Pause(Now);
        window.Resume(Now);
        window.Close(Now);
        Assert.Throws<RefusedException>(() => window.Close(Now));
        Assert.Throws<RefusedException>(() => window.Open(Clerk, [], Now));
        Assert.Throws<RefusedException>(() => CounterWindow.Set(Guid.NewGuid(), Guid.NewGuid(), 0, Now));
    }

    private static TicketWords Words() => new(Guid.NewGuid(), new Sealed([1, 2, 3]));

    private static CounterTicket Issued() => CounterTicket.Issue(Guid.NewGuid(), Guid.NewGuid(), new(2026, 11, 26), TicketKind.General, 1, null, Clerk, Now);
}
