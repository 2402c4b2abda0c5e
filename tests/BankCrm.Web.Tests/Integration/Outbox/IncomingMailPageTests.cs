using System.Net;
using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Web.Tests.Integration.Outbox;

public sealed class IncomingMailPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Whoever_runs_the_outbox_says_what_becomes_of_mails_and_starts_only_a_mailbox_there_is()
    {
        var branch = app.NewBranch();
        var admin = await app.SignedInAsAsync(await branch.HasStaffAsync(OutboxPermissions.Read, OutboxPermissions.Operate));
        Assert.NotNull((await admin.OpenAsync("/admin/channels")).Html.QuerySelector("a[href='/admin/channels/incoming']"));
        var page = await admin.OpenAsync("/admin/channels/incoming");
        Assert.Contains("Not set up", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("form[action*='handler=Start']"));

        var form = await admin.OpenAsync("/admin/channels/incoming/rules");
        var wrong = await admin.SubmitAsync(form, ("BranchId", branch.Id), ("TrustedHost", "no host"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("This is no name of a mail server, as mx.bank.example.", wrong.Text("main"));
        page = await admin.SubmitAsync(wrong, ("MostOfSender", 9), ("TrustedHost", "mx.bank.example"));

        Assert.Contains("The rules have been changed.", page.Html.Body!.TextContent);
        Assert.Contains(branch.Name, page.Text("main"));
        Assert.Contains("mx.bank.example", page.Text("main"));
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(OutboxPermissions.Read));
        Assert.Null((await reader.OpenAsync("/admin/channels/incoming")).Html.QuerySelector("a[href='/admin/channels/incoming/rules']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/admin/channels/incoming/rules")).Status);
        var nobody = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/admin/channels/incoming")).Status);
    }

    [Fact]
    public async Task A_mail_leads_to_its_case_which_says_that_nobody_knows_who_sent_it()
    {
        var (branch, address) = (app.NewBranch(), $"{Guid.NewGuid():n}@customer.example");
        await branch.HasCustomerAsync(new CustomerDraft { Name = "李娜", Email = address });
        await app.HasChangedAsync<MailRules>(await app.ReadAsync(db => db.MailRules.Select(r => r.Id).SingleAsync()), r => r.Change(branch.Id, false, 20, ""));
        await TakeAsync(new() { Id = Guid.CreateVersion7(), Digest = NewDigest(), Sender = address, Subject = "<b>Card</b>", Text = "It does\nnot work", LeftOut = ["run.exe (3 KB)"] });
        await TakeAsync(new() { Id = Guid.CreateVersion7(), Digest = NewDigest(), IsAutomatic = true });
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read, OutboxPermissions.Read));

        var list = await teller.OpenAsync("/admin/channels/incoming");
        Assert.Equal(["Automatic: nothing was opened", "A case was opened"], list.Html.QuerySelectorAll("main tbody .tone").Select(b => b.TextContent.Trim()).Take(2));
        var page = await teller.OpenAsync(list.Html.QuerySelector("main tbody a")!.GetAttribute("href")!);

        Assert.Contains("<b>Card</b>", page.Title);
        Assert.Contains("Came by e-mail: who sent it is not proven", page.Text("main"));
        Assert.Contains("run.exe (3 KB)", page.Text("main"));
    }

    private static byte[] NewDigest() => [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];

    private async Task TakeAsync(TakeMail mail)
    {
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("mailbox", CasePermissions.TakeMail));
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TakeMail>>().HandleAsync(mail, CancellationToken.None);
    }
}
