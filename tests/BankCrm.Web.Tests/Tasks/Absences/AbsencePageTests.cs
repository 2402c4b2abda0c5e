using System.Net;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Absences;

public sealed class AbsencePageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task One_enters_one_s_own_absence_and_the_deputy_works_on_it_at_once()
    {
        var branch = app.NewBranch();
        var (absent, deputy) = (await branch.HasStaffAsync(TaskPermissions.Work), await branch.HasStaffAsync(TaskPermissions.Work));
        var (away, standsIn) = (await app.SignedInAsAsync(absent), await app.SignedInAsAsync(deputy));
        var planned = await away.SubmitAsync(await away.OpenAsync("/tasks/new"), ("Subject", "Call Zhang tomorrow"));
        Assert.Equal(HttpStatusCode.NotFound, (await standsIn.OpenAsync(planned.Address.PathAndQuery)).Status);

        var refused = await away.SubmitAsync(await away.OpenAsync("/tasks/absences"), "main #new form", ("Until", "2020-01-01"), ("DeputyId", deputy.Id));
        Assert.Contains("The last day comes before the first.", refused.Refusal);
        var page = await away.SubmitAsync(await away.OpenAsync("/tasks/absences"), "main #new form", ("DeputyId", deputy.Id));
        Assert.Contains("The absence is entered.", page.Text("body"));
        Assert.Contains("Away now", page.Text("main"));

        var theirs = (await standsIn.OpenAsync("/tasks/absences")).Html.QuerySelector("main a[href*='ownerId']")!.GetAttribute("href")!;
        Assert.Contains("Call Zhang", (await standsIn.OpenAsync(theirs)).Text("main"));
        var seen = await standsIn.OpenAsync(planned.Address.PathAndQuery);
        Assert.Contains($"{absent.Name} is away, and you stand in.", seen.Text("main"));
        var done = await standsIn.SubmitAsync(seen, "form[action*='Comment']", ("Text", "She was not reached"));
        Assert.Contains($"{deputy.Name} on behalf of {absent.Name} · Wrote a comment", done.Text("main"));
        page = await away.SubmitAsync(await away.OpenAsync("/tasks/absences"), "form[action*='End']");
        Assert.Contains("The absence has ended.", page.Text("body"));
        Assert.Equal(HttpStatusCode.NotFound, (await standsIn.OpenAsync(planned.Address.PathAndQuery)).Status);
    }
}
