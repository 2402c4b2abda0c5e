using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BankCrm.Application.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.DataQuality.Import;

public sealed class ImportPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string List = "姓名,证件号码,手机号,出生日期,备注\n王芳,110101199003077758,13800138000,1990-03-07,<script>alert(1)</script>\n李雷,110101199003077750,13800138001,,\n";

    [Fact]
    public async Task From_the_upload_to_the_report_by_the_forms_there_are()
    {
        var (browser, branch) = await ManagerAsync();

        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes(List));
        Assert.Equal("list.csv", page.Title);
        Assert.Equal("Name", page.ValueOf("Columns[0]"));
        Assert.Equal("DocumentNumber", page.ValueOf("Columns[1]"));
        Assert.DoesNotContain("110101199003077758", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Columns[4]", "Note"));
        Assert.Contains("check digit", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Check']");
        page = await ImportPages.EndedAsync(browser, page);
        Assert.Equal(0, await CountAsync(branch));
        Assert.Contains("Import 1 customer", page.Source, StringComparison.Ordinal);
        page = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Start']"));

        Assert.Equal(1, await CountAsync(branch));
        Assert.Contains("1 customer", page.Source, StringComparison.Ordinal);
        var report = await browser.Http.GetAsync(new Uri(page.Address, "?handler=Report"));
        Assert.Equal("attachment", report.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("3,Refused,", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("王芳", (await browser.OpenAsync(page.Address + "/customers")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_kept_as_they_were_chosen_and_a_file_without_names_is_refused()
    {
        var (browser, _) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("a,b\nx,3/7/1985\n"));

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Columns[1]", "BirthDate"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Say which column holds the name.", page.Refusal, StringComparison.Ordinal);
        Assert.Equal("BirthDate", page.ValueOf("Columns[1]"));

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Columns[0]", "Name"));
        Assert.Contains("Some days can be read in two ways.", page.Refusal, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("DateOrder", "DayFirst"));
        Assert.Contains("1985-07-03", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_is_saved_under_a_name_taken_and_deleted_by_its_forms()
    {
        var (browser, _) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("a,b\nAnn,Baker\n"));
        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Columns[0]", "Name"), ("Columns[1]", "Occupation"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, "form[action*='handler=Save']", ("Saving.Name", ""))).Status);
        await browser.SubmitAsync(page, "form[action*='handler=Save']", ("Saving.Name", "<b>Leads</b>"));

        page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("b,c,a\nBaker,,Ann\n"));
        Assert.Contains("&lt;b&gt;Leads&lt;/b&gt;", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Use']");

        Assert.Equal(["Occupation", "", "Name"], Enumerable.Range(0, 3).Select(i => page.ValueOf($"Columns[{i}]") ?? ""));
        page = await browser.SubmitAsync(page, "form[action*='handler=Forget']");
        Assert.Null(page.Html.QuerySelector("form[action*='handler=Use']"));
    }

    [Fact]
    public async Task A_second_file_changes_who_is_known_and_both_can_be_undone()
    {
        var (browser, branch) = await ManagerAsync(CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        var first = await ImportedAsync(browser, "客户号,姓名,手机号\nK1,王芳,13800138100\n");
        await app.ReadAsync(db => db.Customers.SingleAsync(c => c.BranchId == branch));
        var second = await ImportedAsync(browser, "客户号,职业\nK1,教师\n", ("Mode", "Update"), ("Key", "ExternalRef"));
        Assert.Equal("教师", await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch).Select(c => c.Occupation).SingleAsync()));
        Assert.Contains("Changed", (await browser.OpenAsync(second.Address + "/customers")).Source, StringComparison.Ordinal);

        second = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(second, "form[action*='handler=Undo']"));
        Assert.Equal("", await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch).Select(c => c.Occupation).SingleAsync()));
        Assert.Null(second.Html.QuerySelector("form[action*='handler=Undo']"));
        await ImportPages.EndedAsync(browser, await browser.SubmitAsync(first, "form[action*='handler=Undo']"));
        Assert.Equal(0, await CountAsync(branch));
    }

    [Fact]
    public async Task A_note_that_was_written_elsewhere_is_shown_so()
    {
        var (browser, branch) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("姓名,手机号,备注,创建人,创建时间\n王芳,13800138000,老客户,<b>张三</b>,2019-03-04 10:05\n"));
        Assert.Equal("NoteAuthor", page.ValueOf("Columns[3]"));
        Assert.Contains("Notes are shown as written by whom the file names", page.Source, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])");
        page = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Check']"));
        await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Start']"));

        var customer = await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch).Select(c => c.Id).SingleAsync());
        var shown = (await browser.OpenAsync($"/customers/{customer}")).Source;
        Assert.Contains("&lt;b&gt;张三&lt;/b&gt;", shown, StringComparison.Ordinal);
        Assert.Contains("As the imported file list.csv tells; brought in by", shown, StringComparison.Ordinal);
        Assert.Contains("as the imported file list.csv tells", (await browser.OpenAsync($"/customers/{customer}/timeline")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Related_customers_are_brought_in_by_the_form()
    {
        var (browser, branch) = await ManagerAsync(CustomerPermissions.Change);
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("客户号,姓名,关联客户号,关系\nK1,王芳,K2,老伴\nK2,李雷,,\n"));
        Assert.Equal(["RelatedTo", "RelationRole"], Enumerable.Range(2, 2).Select(i => page.ValueOf($"Columns[{i}]") ?? ""));

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Words[0].Meaning", "Spouse"));
        page = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Check']"));
        await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Start']"));

        var relation = await app.ReadAsync(db => db.Relations.SingleAsync(r => r.FromBranchId == branch));
        Assert.Equal(Domain.Customers.Relationships.RelationKind.Spouse, relation.Kind);
        Assert.Contains("李雷", (await browser.OpenAsync($"/customers/{await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch && c.ExternalRef == "K1").Select(c => c.Id).SingleAsync())}/relations")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_recognised_is_shown_and_can_be_said_otherwise()
    {
        var (browser, _) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes("支行客户清单,,\n姓名,手机号,性别\n王芳,13800138000,雌\n合计,,\n"));
        Assert.Equal("2", page.Html.QuerySelector<IHtmlInputElement>("[name='Reading.HeaderLine']")!.Value);
        Assert.Contains("Total or remark", page.Source, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", ("Words[0].Meaning", "Female"));
        Assert.Equal("Female", page.ValueOf("Words[0].Meaning"));
        page = await browser.SubmitAsync(page, "form[action*='handler=ReadAs']", ("Reading.LeavesOutTotals", "false"));
        Assert.DoesNotContain("Total or remark", page.Source, StringComparison.Ordinal);
        Assert.Equal("Female", page.ValueOf("Words[0].Meaning"));

        page = await browser.SubmitAsync(page, "form[action*='handler=ReadAs']", ("Reading.HeaderLine", "0"));
        Assert.Contains("Column 1", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_list_is_refused_on_the_page()
    {
        var (browser, _) = await ManagerAsync();

        var zip = await ImportPages.UploadAsync(browser, [0x50, 0x4B, 0x03, 0x04, 1, 2, 3]);
        var pdf = await ImportPages.UploadAsync(browser, "%PDF-1.7"u8.ToArray());

        Assert.Contains("The workbook is damaged", zip.Refusal, StringComparison.Ordinal);
        Assert.Contains("This is a PDF", pdf.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_branch_finds_nothing_and_a_teller_is_not_let_in()
    {
        var (browser, _) = await ManagerAsync();
        var (stranger, _) = await ManagerAsync();
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes(List));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(page.Address.ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(page.Address + "?handler=Report")).Status);
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/customers/import")).Status);
    }

    private async Task<(TestBrowser, Guid BranchId)> ManagerAsync(params string[] more)
    {
        var branch = app.NewBranch();
        return (await app.SignedInAsAsync(await branch.HasStaffAsync([CustomerPermissions.Import, CustomerPermissions.Read, .. more])), branch.Id);
    }

    private static async Task<TestPage> ImportedAsync(TestBrowser browser, string list, params (string, object)[] choices)
    {
        var page = await ImportPages.UploadAsync(browser, Encoding.UTF8.GetBytes(list));
        page = await browser.SubmitAsync(page, "form:has([name='Input.Columns[0]'])", choices);
        page = await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Check']"));
        return await ImportPages.EndedAsync(browser, await browser.SubmitAsync(page, "form[action*='handler=Start']"));
    }

    private Task<int> CountAsync(Guid branchId) => app.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == branchId));
}
