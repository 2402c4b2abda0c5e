using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class CasesApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read];

    [Fact]
    public async Task A_case_comes_in_once_with_its_clocks_and_is_worked_on_like_any_other()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var number = await NumberAsync(customer);
        var (http, source, _) = await NewSourceAsync([CaseScopes.Write], branch);

        var answer = await SendAsync(http, Case("R-1", number, "Charged twice", category: "Charged twice", kind: "complaint"));
        Assert.Equal(("R-1", "new"), (answer[0].GetProperty("reference").GetString(), answer[0].GetProperty("outcome").GetString()));
        Assert.Equal(["reference", "outcome", "number"], answer[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("known", (await SendAsync(http, Case("R-1", number, "Another subject")))[0].GetProperty("outcome").GetString());

        var saved = await app.ReadAsync(db => db.ServiceCases.Where(c => c.Source == source)
            .Select(c => new { c.Id, c.CustomerId, c.Kind, c.Channel, c.Number, c.OpenedBy, c.Reference, Clocks = db.CaseClocks.Count(k => k.CaseId == c.Id) }).SingleAsync());
        Assert.Equal((customer, CaseKind.Complaint, CaseChannel.Web, answer[0].GetProperty("number").GetInt64()), (saved.CustomerId, saved.Kind, saved.Channel, saved.Number));
        Assert.Equal((3, (Guid?)null, "R-1"), (saved.Clocks, saved.OpenedBy, saved.Reference));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var page = await teller.OpenAsync($"/cases/{saved.Id}");
        Assert.Contains($"{source} R-1", page.Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Write']", ("Act", "Answer"), ("Words", "We are at it"));
        Assert.Contains("We are at it", page.Text("main"));
        var used = await app.ReadAsync(db => db.AuditEntries.Where(e => e.Event == AuditEvents.ApiUsed && e.ObjectType == "cases").Select(e => e.ReasonText).ToListAsync());
        Assert.Contains("1 new", used);
    }

    [Fact]
    public async Task What_is_refused_says_why_and_takes_no_other_with_it()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var number = await NumberAsync(customer);
        var stranger = await NumberAsync(await app.NewBranch().HasCustomerAsync());
        var guarded = await branch.HasCustomerAsync(new() { Name = "王保护" });
        await app.HasChangedAsync<Customer>(guarded, c => c.Protect(true));
        var (http, source, _) = await NewSourceAsync([CaseScopes.Write], branch);

        var answer = await SendAsync(
            http, Case("1", number, "Fees"), Case("2", stranger, "Fees"), Case("3", await NumberAsync(guarded), "Fees"), Case("4", number, ""), Case("5", number, "Fees", category: "No such"),
            Case("6", number, "Card 4111 1111 1111 1111"), Case("7", number, "Fees", days: 90), new { reference = "8", kind = "request", receivedAt = Hours(-1), subject = "Fees", text = "High" }, Case("9", number, "Fees"));

        Assert.Equal(["new", "refused", "refused", "refused", "refused", "refused", "refused", "refused", "new"], answer.Select(r => r.GetProperty("outcome").GetString()));
        Assert.Equal($"No customer of yours has the number {stranger}.", Reason(answer[1]));
        Assert.StartsWith("No customer of yours", Reason(answer[2]), StringComparison.Ordinal);
        Assert.Equal("subject", answer[3].GetProperty("faults")[0].GetProperty("field").GetString());
        Assert.Equal("No category in use is called No such.", Reason(answer[4]));
        Assert.StartsWith("Name the customer by one number", Reason(answer[7]), StringComparison.Ordinal);
        Assert.DoesNotContain("林晓燕", JsonSerializer.Serialize(answer), StringComparison.Ordinal);
        Assert.Equal(2, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.Source == source)));
    }

    [Fact]
    public async Task The_same_call_is_answered_as_the_first_time_and_of_many_at_once_one_brings_it()
    {
        var branch = app.NewBranch();
        var number = await NumberAsync(await branch.HasCustomerAsync());
        var (http, source, client) = await NewSourceAsync([CaseScopes.Write], branch);
        var key = $"case-{Guid.NewGuid():n}";
        var body = Body(Case("R-1", number, "Fees"));

        var first = await PostAsync(http, body, key);
        var again = await PostAsync(http, body, key);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));

        var others = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            var caller = await app.CallsAsAsync(client);
            return (await SendAsync(caller, Case("R-2", number, "Fees")))[0].GetProperty("outcome").GetString();
        }));
        Assert.Equal(("new", 5), (Assert.Single(others, o => o == "new"), others.Count(o => o == "known")));
        Assert.Equal(2, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.Source == source)));
    }

    [Fact]
    public async Task Somebody_who_is_no_customer_comes_in_as_an_enquiry_of_the_branch()
    {
        var branch = app.NewBranch();
        var (http, source, _) = await NewSourceAsync([CaseScopes.Write], branch);
        var code = await app.ReadAsync(db => db.Branches.Where(b => b.Id == branch.Id).Select(b => b.Code).SingleAsync());
        var person = new { reference = "P-1", person = new { name = "路人甲", contact = "13800001111", branch = code }, kind = "question", receivedAt = Hours(-1), subject = "Opening an account", text = "How?" };

        var answer = await SendAsync(http, person, person, new { reference = "P-2", person = new { name = "路人甲", contact = "13800001111", branch = "NOWHERE" }, kind = "question", receivedAt = Hours(-1), subject = "S", text = "T" });

        Assert.Equal(["new", "known", "refused"], answer.Select(r => r.GetProperty("outcome").GetString()));
        Assert.Equal("No open branch of yours has the code NOWHERE.", Reason(answer[2]));
        var saved = await app.ReadAsync(db => db.Enquiries.IgnoreAutoIncludes().SingleAsync(e => e.Source == source));
        Assert.Equal((branch.Id, (Guid?)null, "P-1"), (saved.BranchId, saved.TakenBy, saved.Reference));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var page = await teller.OpenAsync($"/cases/outside/{saved.Id}");
        Assert.Contains("路人甲", page.Text("main"));
        Assert.Contains($"{source} P-1", page.Text("main"));
    }

    [Fact]
    public async Task Whatever_comes_in_finds_its_queue_and_shows_by_what_sum()
    {
        var branch = app.NewBranch();
        var member = await branch.HasStaffAsync([.. Teller, TaskPermissions.Work]);
        var (http, source, _) = await NewSourceAsync([CaseScopes.Write], branch);
        var skill = $"skill{Guid.NewGuid():n}"[..20];
        var topic = CaseTopic.Of(Guid.CreateVersion7(), TopicTree.Category, null, new($"Topic {skill}", $"类别{skill}", Skill: skill));
        var (anything, special) = (Queue(branch, member, "Anything"), Queue(branch, member, "Special", skill));
        await app.HasAsync(topic);
        await app.HasAsync(anything);
        await app.HasAsync(special);
        var code = await app.ReadAsync(db => db.Branches.Where(b => b.Id == branch.Id).Select(b => b.Code).SingleAsync());
        var number = await NumberAsync(await branch.HasCustomerAsync());

        await SendAsync(http, Person("P-1", code, topic.Name), Person("P-2", code, null), Case("R-1", number, "Fees", category: topic.ChineseName), Case("R-2", number, "Fees"));

        var waits = await app.ReadAsync(async db =>
            (await db.Enquiries.IgnoreAutoIncludes().Where(e => e.Source == source).Select(e => new { e.Reference, e.QueueId }).ToListAsync())
                .Concat(await db.ServiceCases.Where(c => c.Source == source).Select(c => new { c.Reference, c.QueueId }).ToListAsync()).ToDictionary(w => w.Reference!, w => w.QueueId));
        Assert.Equal(new() { ["P-1"] = special.Id, ["P-2"] = anything.Id, ["R-1"] = special.Id, ["R-2"] = anything.Id }, waits);
        var enquiry = await app.ReadAsync(db => db.Enquiries.IgnoreAutoIncludes().SingleAsync(e => e.Source == source && e.Reference == "P-1"));
        Assert.Equal((topic.Id, CustomerLanguage.English), (enquiry.CategoryId, enquiry.Language));
        var page = await (await app.SignedInAsAsync(member)).OpenAsync($"/cases/outside/{enquiry.Id}");
        var sum = page.Text("details.decision");
        Assert.Contains($"It asks for {skill}.", sum);
        Assert.Contains("60 × 2/2 = 60.0", sum);
        Assert.Contains("40 × 1/1 = 40.0", sum);
        page = await (await app.SignedInAsAsync(member)).OpenAsync($"/cases/{await app.ReadAsync(db => db.ServiceCases.Where(c => c.Source == source && c.Reference == "R-2").Select(c => c.Id).SingleAsync())}");
        Assert.Contains("No skill is asked for: it goes where anything may wait.", page.Text("details.decision"));
        Assert.Contains("It is for those with another skill", page.Text("details.decision"));
        var queue = await (await app.SignedInAsAsync(member)).OpenAsync($"/tasks/queues/{special.Id}");
        Assert.Contains("Opening an account", queue.Text("main"));
    }

    [Fact]
    public async Task Without_the_scope_a_key_or_a_case_nothing_comes_in()
    {
        var branch = app.NewBranch();
        var number = await NumberAsync(await branch.HasCustomerAsync());
        var (reader, _, _) = await NewSourceAsync([CustomerScopes.Read], branch);
        var (writer, source, _) = await NewSourceAsync([CaseScopes.Write], branch);
        var body = Body(Case("R-1", number, "Fees"));

        Assert.Equal((403, "scope.missing"), await Problem.OfAsync(await PostAsync(reader, body, $"case-{Guid.NewGuid():n}")));
        Assert.Equal((400, "key.missing"), await Problem.OfAsync(await PostAsync(writer, body, "short")));
        Assert.Equal((422, "batch.size"), await Problem.OfAsync(await PostAsync(writer, Body(), $"case-{Guid.NewGuid():n}")));
        Assert.Equal((400, "body.unreadable"), await Problem.OfAsync(await PostAsync(writer, "{\"cases\":[{\"reference\":\"R\",\"owner\":\"x\"}]}", $"case-{Guid.NewGuid():n}")));
        Assert.Equal(0, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.Source == source)));
    }

    private static object Person(string reference, string branch, string? category) => new
    {
        reference,
        person = new { name = "路人甲", contact = "13800001111", branch },
        kind = "question",
        receivedAt = Hours(-1),
        category,
        subject = "Opening an account",
        text = "How?",
    };

    private static WorkQueue Queue(TestBranch branch, TestStaff member, string name, params string[] needs)
    {
        var queue = WorkQueue.Open(Guid.CreateVersion7(), branch.Id, new(name, QueueTakes.Cases, QueueWay.Claimed, needs, [], Weights.Usual));
        queue.Put(member.Id, 20, needs, speaksChinese: true, speaksEnglish: true);
        return queue;
    }

    private static string Reason(JsonElement result) => result.GetProperty("faults")[0].GetProperty("reason").GetString()!;

    private static string Hours(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private static object Case(string reference, string customerNumber, string subject, string? category = null, string kind = "request", int days = 0) =>
        new { reference, customerNumber, kind, channel = "web", receivedAt = Hours(-1 - (24 * days)), category, subject, text = "In my words" };

    private static string Body(params IReadOnlyList<object> cases) => JsonSerializer.Serialize(new { cases });

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return http.SendAsync(request);
    }

    private static async Task<JsonElement[]> SendAsync(HttpClient http, params IReadOnlyList<object> cases)
    {
        var answer = await PostAsync(http, Body(cases), $"case-{Guid.NewGuid():n}");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray()];
    }

    private Task<string> NumberAsync(Guid customer) => app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());

    private async Task<(HttpClient Http, string Source, TestClient Client)> NewSourceAsync(string[] scopes, TestBranch branch)
    {
        await branch.SaveAsync();
        var source = $"W{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        var client = await app.HasClientAsync(scopes, [branch.Id], source);
        return (await app.CallsAsAsync(client), source, client);
    }
}
