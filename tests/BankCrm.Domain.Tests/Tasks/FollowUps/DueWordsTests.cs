using BankCrm.Domain.Tasks.FollowUps;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.FollowUps;

public sealed class DueWordsTests
{
    /// <summary>A Thursday, half past ten at the bank's counters.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("today", "2026-11-26")]
    [InlineData("Tomorrow", "2026-11-27")]
    [InlineData("tomorrow 3pm", "2026-11-27 15:00")]
    [InlineData("by tomorrow at 3:30 pm", "2026-11-27 15:30")]
    [InlineData("tomorrow morning", "2026-11-27 09:00")]
    [InlineData("day after tomorrow", "2026-11-28")]
    [InlineData("Friday", "2026-11-27")]
    [InlineData("thursday", "2026-12-03")]
    [InlineData("next Thursday", "2026-12-03")]
    [InlineData("next mon 9am", "2026-11-30 09:00")]
    [InlineData("on tuesday", "2026-12-01")]
    [InlineData("3pm", "2026-11-26 15:00")]
    [InlineData("9am", "2026-11-27 09:00")]
    [InlineData("12am", "2026-11-27 00:00")]
    [InlineData("12pm", "2026-11-26 12:00")]
    [InlineData("noon tomorrow", "2026-11-27 12:00")]
    [InlineData("in 3 days", "2026-11-29")]
    [InlineData("in two weeks", "2026-12-10")]
    [InlineData("in a month", "2026-12-26")]
    [InlineData("next week", "2026-11-30")]
    [InlineData("end of month", "2026-11-30")]
    [InlineData("end of next month", "2026-12-31")]
    [InlineData("2026-12-31 10:00", "2026-12-31 10:00")]
    [InlineData("31 December", "2026-12-31")]
    [InlineData("Jan 5", "2027-01-05")]
    [InlineData("5 Jan 2028 8:15", "2028-01-05 08:15")]
    [InlineData("今天", "2026-11-26")]
    [InlineData("明天下午3点", "2026-11-27 15:00")]
    [InlineData("明天下午三点半", "2026-11-27 15:30")]
    [InlineData("后天上午", "2026-11-28 09:00")]
    [InlineData("大后天", "2026-11-29")]
    [InlineData("周五", "2026-11-27")]
    [InlineData("周四", "2026-12-03")]
    [InlineData("下周一", "2026-11-30")]
    [InlineData("下周日", "2026-12-06")]
    [InlineData("下星期三10点", "2026-12-02 10:00")]
    [InlineData("3天后", "2026-11-29")]
    [InlineData("两周后", "2026-12-10")]
    [InlineData("一个月后", "2026-12-26")]
    [InlineData("十天后", "2026-12-06")]
    [InlineData("下周", "2026-11-30")]
    [InlineData("月底", "2026-11-30")]
    [InlineData("下月底", "2026-12-31")]
    [InlineData("12月1日", "2026-12-01")]
    [InlineData("1月5号晚上8点", "2027-01-05 20:00")]
    [InlineData("2027年2月3日", "2027-02-03")]
    [InlineData("明天１５：３０", "2026-11-27 15:30")]
    [InlineData("下周五之前", "2026-12-04")]
    [InlineData("中午12点", "2026-11-26 12:00")]
    [InlineData("中午1点", "2026-11-26 13:00")]
    public void Words_are_understood(string words, string due) => Assert.Equal(due, DueWords.Read(words, Now)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("3/4")]
    [InlineData("03.04.2026")]
    [InlineData("2026-02-30")]
    [InlineData("25:00")]
    [InlineData("13pm")]
    [InlineData("tomorrow and the day before")]
    [InlineData("上周三")]
    [InlineData("99999天后")]
    public void What_is_unclear_is_not_guessed(string words) => Assert.Null(DueWords.Read(words, Now));

    [Theory]
    [InlineData("Call about the deposit tomorrow 3pm", "Call about the deposit", "2026-11-27 15:00")]
    [InlineData("call Zhang by Friday.", "call Zhang", "2026-11-27")]
    [InlineData("Tomorrow: collect the contract", "collect the contract", "2026-11-27")]
    [InlineData("明天下午3点给张先生打电话", "给张先生打电话", "2026-11-27 15:00")]
    [InlineData("回访李女士，下周一上午10点", "回访李女士", "2026-11-30 10:00")]
    [InlineData("核对《合同》！明天", "核对《合同》！", "2026-11-27")]
    public void A_line_says_what_and_when(string line, string rest, string due)
    {
        var said = DueWords.InLine(line, Now);

        Assert.Equal((rest, due), (said?.Rest, said?.Due.ToString()));
    }

    [Theory]
    [InlineData("Call about the deposit")]
    [InlineData("tomorrow")]
    [InlineData("回访上周三的客户")]
    public void A_line_without_a_time_or_without_a_matter_says_nothing(string line) => Assert.Null(DueWords.InLine(line, Now));

    [Fact]
    public void A_line_of_a_million_letters_is_not_searched() => Assert.Null(DueWords.InLine(new string(' ', 1_000_000) + "tomorrow", Now));
}
