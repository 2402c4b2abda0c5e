using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Knowledge;

public sealed class ReadyTextTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Writer = [.. TestCases.Teller, CasePermissions.WriteTexts];
    private static readonly string[] Approver = [.. TestCases.Manager, CasePermissions.WriteTexts, CasePermissions.ApproveTexts];

    [Fact]
    public async Task An_article_is_written_approved_by_another_found_and_replaced_by_its_next_version()
    {
        var branch = crm.NewBranch();
        var (writer, approver) = (await branch.HasStaffAsync(Writer), await branch.HasStaffAsync(Approver));
        var word = Unique();
        var first = await WrittenAsync(writer, $"About {word}", "Say this");
        Assert.Empty((await ListAsync(writer, new(Words: word))).Texts.Items);
        Assert.Contains((await ListAsync(writer, new(TextView.Waiting))).Texts.Items, t => t.Id == first);

        await Assert.ThrowsAsync<ForbiddenException>(() => ApproveAsync(writer, first));
        await ApproveAsync(approver, first);
        var found = Assert.Single((await ListAsync(writer, new(Words: word))).Texts.Items);
        Assert.Equal((first, 1, word), (found.Id, found.Number, Assert.Single(found.Shared)));

        var shown = await SeenAsync(approver, first);
        var second = new WriteReadyText { TextId = shown.TextId, Use = ReadyTextUse.Note, Title = $"More about {word}", Text = "Say that" };
        await crm.As(approver).SendAsync(second);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(writer).SendAsync(second with { Id = Guid.CreateVersion7() })); // one waits already
        Assert.Equal((2, ReadyTextUse.Article, "Say this", false), ((await SeenAsync(approver, second.Id)).Number, (await SeenAsync(approver, second.Id)).Use,
            (await SeenAsync(approver, second.Id)).InUse, (await SeenAsync(approver, second.Id)).MayDecide));
        await Assert.ThrowsAsync<RefusedException>(() => ApproveAsync(approver, second.Id));
        await ApproveAsync(await branch.HasStaffAsync(Approver), second.Id);

        Assert.Equal(second.Id, Assert.Single((await ListAsync(writer, new(Words: word))).Texts.Items).Id);
        Assert.Equal(TemplateState.Replaced, (await SeenAsync(writer, first)).State);
        Assert.Equal([2, 1], (await SeenAsync(writer, first)).Versions.Select(v => v.Number));
    }

    [Fact]
    public async Task What_is_sent_back_says_why_until_it_was_mended()
    {
        var branch = crm.NewBranch();
        var (writer, approver) = (await branch.HasStaffAsync(Writer), await branch.HasStaffAsync(Approver));
        var id = await WrittenAsync(writer, "Fees", "It depends");

        await crm.As(approver).SendAsync(new SendTextBack(id, (await SeenAsync(approver, id)).Version, "Say on what"));
        Assert.Equal("Say on what", (await SeenAsync(writer, id)).Remark);
        await crm.As(writer).SendAsync(new ChangeReadyText { Id = id, Version = (await SeenAsync(writer, id)).Version, Title = "Fees", Text = "It depends on the card" });
        Assert.Null((await SeenAsync(writer, id)).Remark);
        await ApproveAsync(approver, id);

        await Assert.ThrowsAsync<RefusedException>(async () =>
            await crm.As(writer).SendAsync(new ChangeReadyText { Id = id, Version = (await SeenAsync(writer, id)).Version, Title = "Fees", Text = "Other" }));
        await crm.As(writer).SendAsync(new WithdrawReadyText(id, (await SeenAsync(writer, id)).Version));
        Assert.Contains((await ListAsync(writer, new(TextView.Old))).Texts.Items, t => t.Id == id);
    }

    [Fact]
    public async Task From_a_settled_case_comes_an_article_without_the_customer()
    {
        var branch = crm.NewBranch();
        var (writer, stranger) = (await branch.HasStaffAsync(Writer), await crm.NewBranch().HasStaffAsync(Writer));
        var customer = await branch.HasCustomerAsync(new() { Name = "欧阳知秋" });
        var id = await crm.OpenedAsync(writer, customer, "柜面转账未到账", "三天了", mine: true);
        var category = await crm.TopicAsync(TopicTree.Category, "Transfer did not arrive");
        await crm.As(writer).SendAsync(new ChangeCase { Id = id, Version = await crm.VersionAsync(id), Said = new() { Kind = CaseKind.Request, CategoryId = category } });
        await crm.As(writer).SendAsync(new ResolveCase(id, await crm.VersionAsync(id), null, "已与对方行核实，款项当日入账。"));

        var from = await crm.As(writer).AskAsync<GetTextFromCase, TextFromCase>(new(id));
        Assert.Equal(("柜面转账未到账", "已与对方行核实，款项当日入账。", category, TextLanguage.Chinese), (from.Title, from.Text, from.CategoryId, from.Language));
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.CustomerViewed && e.CustomerRef == customer && e.Actor == writer.Id)));
        var article = new WriteReadyText { FromCaseId = id, Language = from.Language, CategoryId = category, Title = from.Title, Text = $"{from.Text} 客户欧阳知秋已确认。" };
        Assert.StartsWith("The text holds the customer's name.", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(writer).SendAsync(article))).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The text holds a long number", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(writer).SendAsync(article with { Text = "账号6222021234567890123" }))).Message, StringComparison.Ordinal);
        await crm.As(writer).SendAsync(article with { Text = from.Text });

        Assert.Equal(from.Text, (await SeenAsync(writer, article.Id)).Text);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<GetTextFromCase, TextFromCase>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(article with { Id = Guid.CreateVersion7(), Text = from.Text }));
    }

    [Fact]
    public async Task A_case_is_told_which_articles_fit_why_and_whether_they_helped()
    {
        var branch = crm.NewBranch();
        var (writer, approver) = (await branch.HasStaffAsync(Writer), await branch.HasStaffAsync(Approver));
        var (word, category) = (Unique(), await crm.TopicAsync(TopicTree.Category, "Waiting time"));
        var byWord = await ApprovedAsync(writer, approver, $"The {word} of a cheque", "Ask the vault");
        var byCategory = await ApprovedAsync(writer, approver, "Long queues", "Open another window", category);
        var draft = await WrittenAsync(writer, $"{word} again", "Not yet looked at");
        var id = await crm.OpenedAsync(writer, await branch.HasCustomerAsync(), $"My {word} is missing", "Since Monday");
        await crm.As(writer).SendAsync(new ChangeCase { Id = id, Version = await crm.VersionAsync(id), Said = new() { Kind = CaseKind.Complaint, CategoryId = category } });

        var help = await HelpAsync(writer, id);
        var first = help.Articles.Single(a => a.Id == byWord);
        Assert.Equal((word, false, 0, false), (Assert.Single(first.Shared), first.IsOfCategory, first.Helped, first.HelpedHere));
        Assert.True(help.Articles.Single(a => a.Id == byCategory).IsOfCategory);
        Assert.DoesNotContain(help.Articles, a => a.Id == draft);

        await crm.As(writer).SendAsync(new SayTextHelped(byWord, id));
        Assert.Equal("It is counted for this case already.", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(approver).SendAsync(new SayTextHelped(byWord, id)))).Message);
        Assert.Equal((1, true), (await HelpAsync(writer, id)).Articles.Where(a => a.Id == byWord).Select(a => (a.Helped, a.HelpedHere)).Single());
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(writer).SendAsync(new SayTextHelped(draft, id)));
        var stranger = await crm.NewBranch().HasStaffAsync(Writer);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new SayTextHelped(byCategory, id)));
        await Assert.ThrowsAsync<NotFoundException>(() => HelpAsync(stranger, id));
    }

    [Fact]
    public async Task An_answer_is_filled_for_the_case_in_the_customers_language_first()
    {
        var branch = crm.NewBranch();
        var (writer, approver) = (await branch.HasStaffAsync(Writer), await branch.HasStaffAsync(Approver));
        var (english, chinese) = (await AnswerAsync(TextLanguage.English, "Dear {customer.name}, your case {case.number} is with {staff.name}."), await AnswerAsync(TextLanguage.Chinese, "{customer.name}您好，{branch.name}已受理。"));
        var other = await AnswerAsync(TextLanguage.Chinese, "挂失", await crm.TopicAsync(TopicTree.Category, "Lost or stolen card"));
        var id = await crm.OpenedAsync(writer, await branch.HasCustomerAsync(new() { Name = "林晓燕" }));
        await crm.As(writer).SendAsync(new ChangeCase { Id = id, Version = await crm.VersionAsync(id), Said = new() { Kind = CaseKind.Complaint, CategoryId = await crm.TopicAsync(TopicTree.Category, "Waiting time") } });

        var texts = (await HelpAsync(writer, id)).Texts.Select(t => t.Id).ToList();
        Assert.True(texts.IndexOf(chinese) < texts.IndexOf(english) && texts.Contains(english) && !texts.Contains(other));
        var filled = await crm.As(writer).AskAsync<FillReadyText, FilledText>(new(english, id));
        Assert.Equal($"Dear 林晓燕, your case {(await crm.SeenAsync(writer, id)).Number} is with {writer.Name}.", filled.Words);
        await crm.HasChangedAsync<Customer>((await crm.SeenAsync(writer, id)).CustomerId, c => c.Protect(true));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(writer).AskAsync<FillReadyText, FilledText>(new(english, id)));

        async Task<Guid> AnswerAsync(TextLanguage language, string words, Guid? category = null)
        {
            var write = new WriteReadyText { Use = ReadyTextUse.Answer, Language = language, Title = Unique(), Text = words, CategoryId = category };
            await crm.As(writer).SendAsync(write);
            await ApproveAsync(approver, write.Id);
            return write.Id;
        }
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_ended()
    {
        var writer = await crm.NewBranch().HasStaffAsync(Writer);
        var category = await crm.TopicAsync(TopicTree.Category, "Credit record");
        for (var i = 0; i < 53; i++)
        {
            await WrittenAsync(writer, $"Text {i}", "Words", category);
        }

        var first = (await ListAsync(writer, new(TextView.Waiting, CategoryId: category))).Texts;
        var second = (await ListAsync(writer, new(TextView.Waiting, CategoryId: category, After: first.Next))).Texts;

        Assert.Equal((50, 3, 53), (first.Items.Count, second.Items.Count, first.Items.Concat(second.Items).Select(t => t.Id).Distinct().Count()));
        await Assert.ThrowsAsync<ValidationException>(() => WrittenAsync(writer, "", "Words"));
    }

    private static string Unique() => $"q{Guid.NewGuid():n}"[..12].Replace('0', 'o').Replace('1', 'l').Replace('2', 'z').Replace('3', 'e').Replace('4', 'h').Replace('5', 's').Replace('6', 'g').Replace('7', 't').Replace('8', 'b').Replace('9', 'p');

    private async Task<Guid> WrittenAsync(TestStaff by, string title, string text, Guid? category = null)
    {
        var write = new WriteReadyText { Language = TextLanguage.English, Title = title, Text = text, CategoryId = category };
        await crm.As(by).SendAsync(write);
        return write.Id;
    }

    private async Task<Guid> ApprovedAsync(TestStaff writer, TestStaff approver, string title, string text, Guid? category = null)
    {
        var id = await WrittenAsync(writer, title, text, category);
        await ApproveAsync(approver, id);
        return id;
    }

    private async Task ApproveAsync(TestStaff by, Guid id) => await crm.As(by).SendAsync(new ApproveReadyText(id, (await SeenAsync(by, id)).Version));

    private Task<TextShown> SeenAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetReadyText, TextShown>(new(id));

    private Task<TextList> ListAsync(TestStaff by, ListReadyTexts query) => crm.As(by).AskAsync<ListReadyTexts, TextList>(query);

    private Task<CaseHelp> HelpAsync(TestStaff by, Guid id) => crm.As(by).AskAsync<GetCaseHelp, CaseHelp>(new(id));
}
