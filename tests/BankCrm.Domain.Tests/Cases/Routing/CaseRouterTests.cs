using System.Text;
using BankCrm.Domain.Cases.Routing;
using static BankCrm.Domain.Tests.Cases.Routing.MadeUpCases;

namespace BankCrm.Domain.Tests.Cases.Routing;

public sealed class CaseRouterTests
{
    private static readonly CaseRouter Router = CaseRouter.Learn(Of());

    public static TheoryData<string, Guid> Sentences => new()
    {
        { "I think somebody has stolen my card", LostCard },
        { "钱包和银行卡都丢了", LostCard },
        { "where is the transfer, it is pending since Monday", SlowTransfer },
        { "转账怎么还没到账", SlowTransfer },
        { "cannot log in, forgot my password", ForgottenPassword },
        { "登录密码忘记怎么办", ForgottenPassword },
        { "machine kept the notes", CashMachine },
        { "取款机吞了钱", CashMachine },
        { "early repayment of the home loan", Mortgage },
        { "房贷利率", Mortgage },
        { "stamped statement for the tax office", StatementCopy },
        { "打印流水，盖章", StatementCopy },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Suggests_the_category_of_a_sentence_it_never_saw(string text, Guid category)
    {
        var suggestions = Router.Suggest(text);

        Assert.Equal(category, suggestions[0].CategoryId);
        Assert.True(suggestions[0].Probability > 0.4);
    }

    [Fact]
    public void Suggests_as_many_as_are_wanted_the_likeliest_first()
    {
        var all = Router.Suggest("the card is lost", most: 100);

        Assert.Equal(6, all.Count);
        Assert.Equal(3, Router.Suggest("the card is lost", most: 3).Count);
        Assert.Equal(1, all.Sum(s => s.Probability), precision: 12);
        Assert.Equal(all.OrderByDescending(s => s.Points).Select(s => s.CategoryId), all.Select(s => s.CategoryId));
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_points_that_are_shown_add_up_and_are_what_it_was_decided_by(string text, Guid category)
    {
        var all = Router.Suggest(text, most: 100);

        Assert.All(all, s => Assert.Equal(s.Points, s.Reasons.Sum(r => r.Points) + s.Rest));
        Assert.All(all.SelectMany(s => s.Reasons), r => Assert.True(r.Points > 0));
        var odds = all.Select(s => Math.Pow(2, (double)s.Points)).ToList();
        Assert.All(all.Zip(odds), s => Assert.Equal(s.Second / odds.Sum(), s.First.Probability, tolerance: 0.01));
        Assert.Equal(0, all.Average(s => (double)s.Points), tolerance: 0.01);
        Assert.Equal(category, all[0].CategoryId);
    }

    [Fact]
    public void Names_the_words_of_the_text_that_spoke_most_for_it()
    {
        var first = Router.Suggest("Hello, the mortgage is with another bank")[0];

        Assert.Equal(Mortgage, first.CategoryId);
        Assert.Equal("mortgage", first.Reasons[0].Text);
        Assert.True(first.Reasons.Count <= CaseRouter.MostReasons);
        Assert.Contains(Router.Suggest("请问房贷")[0].Reasons, r => r.Text == "房贷");
    }

    [Fact]
    public void All_that_a_single_word_says_is_its_own_reason()
    {
        List<string> words = ["mortgage", "loan", "instalment"];

        var alone = words.ConvertAll(word => Router.Suggest(word)[0]);

        Assert.All(alone, s => Assert.Equal(Mortgage, s.CategoryId));
        Assert.All(alone, s => Assert.Single(s.Reasons));
        Assert.All(alone, s => Assert.Equal((double)alone[0].Rest, (double)s.Rest, tolerance: 0.011)); // what the category has before a word is read
    }

    [Fact]
    public void What_is_said_twice_is_one_reason_and_still_adds_up()
    {
        var first = Router.Suggest("mortgage mortgage mortgage, early, and the mortgage")[0];

        Assert.Single(first.Reasons, r => r.Text == "mortgage");
        Assert.Equal(first.Points, first.Reasons.Sum(r => r.Points) + first.Rest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xylophone zzz")]
    [InlineData("12345 678")]
    [InlineData("???")]
    [InlineData("нет карты")]
    public void Suggests_nothing_where_it_knows_no_word(string text) => Assert.Empty(Router.Suggest(text));

    [Fact]
    public void A_word_of_few_customers_is_never_learnt()
    {
        var cases = Of();
        var chatty = Id(900_001);
        cases.AddRange(Enumerable.Range(0, 30).Select(i =>
            new TaughtCase(Id(910_000 + i), LostCard, chatty, "Kowalczewska of 江河路 lost the card")));
        cases.Add(new(Id(920_000), LostCard, Id(900_002), "Kowalczewska lost the card"));

        var router = CaseRouter.Learn(cases);

        Assert.Contains("lost", router.Terms);
        string[] parts = ["kow", "lcz", "cze", "zew", "江", "河"];
        Assert.DoesNotContain(router.Terms, t => parts.Any(p => t.Contains(p, StringComparison.Ordinal)));
        Assert.DoesNotContain("kowal", Encoding.UTF8.GetString(router.ToBytes()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(router.Suggest("Kowalczewska lost the card")[0].Reasons, r => r.Text == "kowalczewska" && r.Points > 1);
    }

    [Fact]
    public void A_word_of_three_customers_is_learnt_and_a_case_without_customer_counts_as_one()
    {
        var cases = Of();
        cases.AddRange(Enumerable.Range(0, 3).Select(i => new TaughtCase(Id(930_000 + i), LostCard, null, "the keycard is lost")));

        Assert.Contains("keycard", CaseRouter.Learn(cases).Terms);
        Assert.DoesNotContain("keycard", CaseRouter.Learn(cases, new() { FewestCustomers = 4 }).Terms);
    }

    [Fact]
    public void The_commonest_terms_stay_where_there_are_too_many()
    {
        var router = CaseRouter.Learn(Of(), new() { MostTerms = 50 });

        var customers = Of().SelectMany(c => CaseText.Terms(c.Text).Select(t => t.Name).Distinct()).CountBy(name => name).ToDictionary();
        Assert.Equal(50, router.Terms.Count);
        Assert.True(router.Terms.Min(t => customers[t]) >= Router.Terms.Except(router.Terms).Max(t => customers[t]));
    }

    [Fact]
    public void The_same_cases_teach_the_same_in_any_order()
    {
        var cases = Of();
        var turned = Enumerable.Reverse(cases).ToList();

        Assert.Equal(CaseRouter.Learn(cases).ToBytes(), CaseRouter.Learn(turned).ToBytes());
    }

    [Fact]
    public void Comes_back_from_its_bytes_as_it_was()
    {
        var bytes = Router.ToBytes();

        var back = CaseRouter.FromBytes(bytes);

        Assert.Equal(bytes, back.ToBytes());
        Assert.Equal(Router.Cases, back.Cases);
        Assert.Equal(Router.Terms, back.Terms);
        Assert.Equal(Router.Categories, back.Categories);
        Assert.Equivalent(Router.Suggest("the card is lost, 丢了", 6), back.Suggest("the card is lost, 丢了", 6), strict: true);
    }

    [Fact]
    public void Refuses_damaged_bytes()
    {
        var bytes = Router.ToBytes();
        for (var i = 0; i < bytes.Length; i += Math.Max(1, bytes.Length / 200))
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x10;
            Assert.Throws<FormatException>(() => CaseRouter.FromBytes(damaged));
        }

        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 50))
        {
            Assert.Throws<FormatException>(() => CaseRouter.FromBytes(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => CaseRouter.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Says_what_is_wrong_with_the_bytes()
    {
        var (bytes, other) = (Router.ToBytes(), Router.ToBytes());
        bytes[^40] ^= 1;
        other[4]++;

        Assert.Equal("This routing of cases is damaged: its check sum is wrong. Learn it again.", Assert.Throws<FormatException>(() => CaseRouter.FromBytes(bytes)).Message);
        Assert.Equal("This routing of cases was written by another version. Learn it again.", Assert.Throws<FormatException>(() => CaseRouter.FromBytes(other)).Message);
        Assert.Equal("This is no learnt routing of cases.", Assert.Throws<FormatException>(() => CaseRouter.FromBytes("hello"u8)).Message);
    }

    [Fact]
    public void Needs_two_categories()
    {
        var one = Of().FindAll(c => c.CategoryId == LostCard);

        Assert.Throws<ArgumentException>(() => CaseRouter.Learn(one));
        Assert.Throws<ArgumentException>(() => CaseRouter.Learn([]));
        Assert.Throws<ArgumentException>(() => CaseRouter.Learn(Of(), new() { Parts = 1 }));
    }

    [Fact]
    public void Two_cases_are_enough_to_learn_from_but_not_to_suggest_by()
    {
        var router = CaseRouter.Learn([new(Id(1), Id(11), null, "card lost"), new(Id(2), Id(12), null, "loan wanted")]);

        Assert.Empty(router.Terms);
        Assert.Empty(router.Suggest("card lost"));
    }

    [Fact]
    public void Stops_when_asked_to()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Throws<OperationCanceledException>(() => CaseRouter.Learn(Of(), ct: stopped.Token));
        Assert.Throws<OperationCanceledException>(() => RouterTrial.CrossValidate(Of(), ct: stopped.Token));
    }

    [Fact]
    public async Task Stops_in_the_midst_of_learning()
    {
        using var stopped = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var learning = Task.Run(() => CaseRouter.Learn(Of(), new() { Passes = 10_000_000 }, stopped.Token));

        await Assert.ThrowsAsync<OperationCanceledException>(() => learning.WaitAsync(TimeSpan.FromMinutes(1)));
    }
}
