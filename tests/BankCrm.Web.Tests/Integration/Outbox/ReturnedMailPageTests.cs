using System.Net;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Web.Tests.Integration.Outbox;

public sealed class ReturnedMailPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Whoever_sees_the_outbox_sees_which_mails_came_back_and_what_was_done()
    {
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(OutboxPermissions.Read));
        var page = await reader.OpenAsync("/admin/channels/returned");
        Assert.Contains("No e-mail came back.", page.Text("main"));

        await CameBackAsync(ReturnedWord.Delayed, "4.4.1", Guid.CreateVersion7());
        await CameBackAsync(ReturnedWord.NoSuchAddress, "5.1.1", null);
        await CameBackAsync(null, "", null);

        page = await reader.OpenAsync("/admin/channels/returned");
        Assert.Equal(["No report", "About no message of ours", "Only shown"], page.Html.QuerySelectorAll("main tbody .tone").Select(b => b.TextContent.Trim()));
        Assert.Contains("4.4.1", page.Text("main"));
        Assert.NotNull((await reader.OpenAsync("/admin/channels")).Html.QuerySelector("a[href='/admin/channels/returned']"));
        var nobody = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/admin/channels/returned")).Status);
    }

    private async Task CameBackAsync(ReturnedWord? word, string status, Guid? message)
    {
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("mail server", OutboxPermissions.Send));
        byte[] digest = [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TakeReturnedMail>>().HandleAsync(new(Guid.CreateVersion7(), digest, word, status, message), CancellationToken.None);
    }
}
