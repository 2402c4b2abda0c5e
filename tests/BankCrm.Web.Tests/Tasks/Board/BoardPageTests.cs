using System.Net;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Board;

public sealed class BoardPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_card_moves_to_the_next_column_and_back_without_script()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call <b>Zhang</b> tomorrow"));
        var board = await teller.OpenAsync("/tasks/board");
        Assert.Contains("Call <b>Zhang</b>", board.Text("[data-column=Open]"));

        board = await PressAsync(teller, board, "Started");
        Assert.Contains("The follow-up was moved.", board.Text("body"));
        Assert.Contains("Call <b>Zhang</b>", board.Text("[data-column=Started]"));

        board = await PressAsync(teller, board, "Waiting");
        board = await PressAsync(teller, board, "Started");
        Assert.Contains("Call <b>Zhang</b>", board.Text("[data-column=Started]"));
    }

    [Fact]
    public async Task Who_reads_only_moves_nothing_and_who_may_not_read_opens_nothing()
    {
        var branch = app.NewBranch();
        var (teller, auditor, nobody) = (
            await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.Work)), await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.ReadAll)),
            await app.SignedInAsAsync(await branch.HasStaffAsync()));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call tomorrow"));

        var seen = await auditor.OpenAsync("/tasks/board");

        Assert.Contains("Call", seen.Text("[data-column=Open]"));
        Assert.Null(seen.Html.QuerySelector("[data-move]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/board")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/calendar")).Status);
    }

    [Fact]
    public async Task What_somebody_else_moved_meanwhile_is_a_conflict_on_the_board()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call tomorrow"));
        var stale = await teller.OpenAsync("/tasks/board");
        await PressAsync(teller, stale, "Started");

        var refused = await PressAsync(teller, stale, "Waiting");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.NotEqual("", refused.Text("[data-moves] [role=alert]"));
    }

    // As a browser does: the button that was pressed goes with the form.
    private static Task<TestPage> PressAsync(TestBrowser browser, TestPage board, string status)
    {
        var form = board.Html.QuerySelector("[data-move]")!;
        form.QuerySelector("input[name=status]")?.Remove();
        var pressed = board.Html.CreateElement("input");
        pressed.SetAttribute("type", "hidden");
        pressed.SetAttribute("name", "status");
        pressed.SetAttribute("value", status);
        form.AppendChild(pressed);
        return browser.SubmitAsync(board, "[data-move]");
    }
}
