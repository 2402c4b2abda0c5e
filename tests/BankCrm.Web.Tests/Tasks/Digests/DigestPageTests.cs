using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Digests;

public sealed class DigestPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task It_is_off_at_first_asked_for_changed_and_switched_off_again()
    {
        var staff = await app.NewBranch().HasStaffAsync(TaskPermissions.Work);
        var teller = await app.SignedInAsAsync(staff);
        var page = await teller.OpenAsync("/tasks/digest");
        Assert.NotNull(page.Html.QuerySelector("a[href='/tasks/digest']"));
        Assert.Null(page.Html.QuerySelector("[name='Input.IsWanted'][type=checkbox]")!.GetAttribute("checked"));

        var refused = await teller.SubmitAsync(page, "form.narrow-form", ("IsWanted", true));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Please fill this in.", refused.Text("main"));
        page = await teller.SubmitAsync(refused, "form.narrow-form", ("Address", "clerk@bank.example"), ("At", "07:15"));
        Assert.Contains("You get it from the next working morning on.", page.Text("body"));
        Assert.Equal(("clerk@bank.example", "07:15"), (page.ValueOf("Address"), page.ValueOf("At")[..5]));

        page = await teller.SubmitAsync(page, "form.narrow-form", ("IsWanted", false));
        Assert.Contains("Nothing is sent to you any more.", page.Text("body"));
        Assert.False(await app.ReadAsync(db => db.DigestSettings.AnyAsync(s => s.StaffId == staff.Id)));
    }

    [Fact]
    public async Task Who_does_not_work_on_follow_ups_finds_no_such_page()
    {
        var nobody = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/digest")).Status);
        Assert.Null((await nobody.OpenAsync("/")).Html.QuerySelector("a[href='/tasks/digest']"));
    }
}
