using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Integration.Outbox;

public sealed class OutboxPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_text_is_written_approved_by_another_and_sent_by_a_colleague_and_the_outbox_shows_no_customer_to_whoever_runs_it()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", Mobile = "13812345678" });
        var author = await app.SignedInAsAsync(await branch.HasStaffAsync(TemplatePermissions.Read, TemplatePermissions.Write, TemplatePermissions.Approve));
        var approver = await app.SignedInAsAsync(await branch.HasStaffAsync(TemplatePermissions.Read, TemplatePermissions.Approve));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(MessagingPermissions.Send, MessagingPermissions.Read, CustomerPermissions.Read, OutboxPermissions.Read));
        var admin = await app.SignedInAsAsync(await branch.HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate));

        var written = await author.SubmitAsync(
            await author.OpenAsync("/admin/templates/new"), ("Key", "documents.missing"), ("Name", "资料不全"), ("Text", "{customer.name}您好，请补交{detail}。"));
        Assert.Contains("The text waits for approval.", written.Text("body"));
        Assert.Null(written.Html.QuerySelector("form[action*='Approve']")); // not their own
        Assert.DoesNotContain("请补交…", (await teller.OpenAsync($"/customers/{customer}/messages/new")).Text("main"));

        var approved = await approver.SubmitAsync(await approver.OpenAsync(written.Address.PathAndQuery), "form[action*='Approve']");
        Assert.Contains("The text is in use.", approved.Text("body"));

        var form = await teller.OpenAsync($"/customers/{customer}/messages/new");
        Assert.Contains("林晓燕您好，请补交…。", form.Text("main"));
        var text = form.Html.QuerySelectorAll("label.message-choice").Single(l => l.TextContent.Contains("请补交", StringComparison.Ordinal)).QuerySelector("input")!.GetAttribute("value")!;
        var refused = await teller.SubmitAsync(form, ("TemplateId", text), ("Detail", "see www.evil.example"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("see www.evil.example", refused.ValueOf("Detail"));
        var sent = await teller.SubmitAsync(refused, ("TemplateId", text), ("Detail", "身份证原件"));
        Assert.Contains("The message is on its way.", sent.Text("body"));

        var message = await app.ReadAsync(db => db.CustomerMessages.SingleAsync(m => m.CustomerId == customer));
        Assert.Contains("林晓燕", (await teller.OpenAsync("/admin/outbox")).Text("main"));
        Assert.DoesNotContain("林晓燕", (await admin.OpenAsync("/admin/outbox")).Text("main"));
        var page = await admin.OpenAsync($"/admin/outbox/{message.Id}");
        Assert.Contains("not yours to see", page.Text("main"));
        Assert.DoesNotContain("林晓燕", page.Text("main"));

        var discarded = await admin.SubmitAsync(page, "form[action*='Discard']", ("Because", "Written by mistake"));
        Assert.Contains("The message was discarded.", discarded.Text("body"));
        Assert.Contains("Written by mistake", discarded.Text("main"));
        Assert.Equal(OutgoingState.Discarded, await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == message.Id).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task A_channel_is_stopped_and_started_and_its_rules_are_changed()
    {
        var admin = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate));

        var stopped = await admin.SubmitAsync(await admin.OpenAsync("/admin/channels"), "form[action*='Stop']", ("because", "The gateway sends twice"));
        Assert.Contains("The channel is stopped.", stopped.Text("body"));
        Assert.Contains("The gateway sends twice", stopped.Text("main"));
        var started = await admin.SubmitAsync(stopped, "form[action*='Start']");
        Assert.Contains("The channel sends again.", started.Text("body"));

        var wrong = await admin.SubmitAsync(await admin.OpenAsync("/admin/channels/Sms"), ("Waits", "soon"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("soon", wrong.ValueOf("Waits"));
        await admin.SubmitAsync(wrong, ("Waits", "2, 10"), ("QuietFrom", "22:00"));

        var rules = await app.ReadAsync(db => db.ChannelRules.SingleAsync(r => r.Channel == ChannelKind.Sms));
        Assert.Equal([2, 10], rules.Waits);
        Assert.Equal(new(22, 0), rules.QuietFrom);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.OpenAsync("/admin/channels/Fax")).Status);
    }

    [Fact]
    public async Task A_draft_is_changed_a_version_in_use_is_written_anew_and_withdrawn()
    {
        var branch = app.NewBranch();
        var author = await app.SignedInAsAsync(await branch.HasStaffAsync(TemplatePermissions.Read, TemplatePermissions.Write));
        var approver = await app.SignedInAsAsync(await branch.HasStaffAsync(TemplatePermissions.Read, TemplatePermissions.Approve));
        var first = await author.SubmitAsync(await author.OpenAsync("/admin/templates/new"), ("Key", "spring.greeting"), ("Name", "Spring"), ("Text", "Hello {customer.phone}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.Status);
        Assert.Contains("Nothing is known to fill {customer.phone} with.", first.Text("main"));

        first = await author.SubmitAsync(first, ("Text", "Hello {customer.name}"));
        var address = first.Address.PathAndQuery;
        var changed = await author.SubmitAsync(await author.OpenAsync($"{address}/edit"), ("Text", "Good day, {customer.name}"));
        Assert.Contains("Good day, 王小明", changed.Text("main"));
        await approver.SubmitAsync(await approver.OpenAsync(address), "form[action*='Approve']");

        var next = await author.OpenAsync($"/admin/templates/new?from={address.Split('/')[^1]}");
        Assert.Equal("spring.greeting", next.ValueOf("Key"));
        var second = await author.SubmitAsync(next, ("Text", "Happy New Year, {customer.name}"));
        Assert.Contains("In use until then", second.Text("main"));
        var withdrawn = await author.SubmitAsync(second, "form[action*='Withdraw']");
        Assert.Contains("The text is withdrawn.", withdrawn.Text("body"));
        Assert.Contains("spring.greeting", (await author.OpenAsync("/admin/templates")).Text("main"));
    }

    [Fact]
    public async Task Who_has_nothing_to_do_with_it_opens_none_of_it()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (teller, elsewhere) = (
            await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read)),
            await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read, MessagingPermissions.Send)));

        foreach (var path in new[] { "/admin/outbox", "/admin/channels", "/admin/channels/Sms", "/admin/templates", "/admin/templates/new", $"/customers/{customer}/messages/new" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.OpenAsync($"/customers/{customer}/messages/new")).Status);
    }
}
