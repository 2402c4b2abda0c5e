using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class CustomersApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Monday = "2026-06-01T08:00:00Z";
    private const string Tuesday = "2026-06-02T08:00:00Z";

    [Fact]
    public async Task Customers_are_created_and_changed_by_their_number_in_the_source()
    {
        var core = await NewCoreAsync();

        var made = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲", mobile = "13812345678" }), core.Message(2, "K-2", Monday, new { name = "欧阳娜娜" }));
        var changed = await core.SendAsync(core.Message(3, "K-1", Tuesday, new { name = "林志玲", occupation = "Engineer" }));

        Assert.Equal(["applied", "applied"], Outcomes(made));
        Assert.Equal("applied", Assert.Single(Outcomes(changed)));
        var id = IdOf(made, 0);
        Assert.Equal(id, IdOf(changed, 0));
        var customer = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(("K-1", "Engineer", core.Branch.Id), (customer.ExternalRef, customer.Occupation, customer.BranchId));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.ApiUsed && e.Actor == core.Client.Id && e.ReasonText == "2 applied")));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.CustomerRef == id && e.Actor == core.Client.Id && e.Event == AuditEvents.Changed)));
    }

    [Fact]
    public async Task The_same_request_again_is_answered_byte_for_byte_and_does_nothing()
    {
        var core = await NewCoreAsync();
        var body = TestCore.Body(core.Message(1, "K-1", Monday, new { name = "林志玲" }));
        var key = NewKey();

        var first = await core.PostAsync(body, key);
        var again = await core.PostAsync(body, key);

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(1, await app.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == core.Branch.Id)));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_is_done_once()
    {
        var core = await NewCoreAsync();
        var body = TestCore.Body([.. Enumerable.Range(1, 50).Select(n => core.Message(n, $"K-{n}", Monday, new { name = "林志玲" }))]);
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => core.PostAsync(body, key)));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.All(answers.Where(a => a.StatusCode is HttpStatusCode.Conflict), a => Assert.NotNull(a.Headers.RetryAfter));
        Assert.Contains(answers, a => a.StatusCode is HttpStatusCode.OK);
        Assert.Equal(50, await app.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == core.Branch.Id)));
    }

    [Fact]
    public async Task A_key_stands_for_one_request()
    {
        var core = await NewCoreAsync();
        var key = NewKey();
        await core.PostAsync(TestCore.Body(core.Message(1, "K-1", Monday, new { name = "林志玲" })), key);

        var other = await core.PostAsync(TestCore.Body(core.Message(2, "K-2", Monday, new { name = "林志玲" })), key);
        var without = await core.PostAsync(TestCore.Body(core.Message(2, "K-2", Monday, new { name = "林志玲" })), "short");

        Assert.Equal((422, "key.reused"), await Problem.OfAsync(other));
        Assert.Equal((400, "key.missing"), await Problem.OfAsync(without));
    }

    [Fact]
    public async Task What_was_received_is_dropped_and_what_contradicts_it_waits()
    {
        var core = await NewCoreAsync();
        await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲" }));

        var same = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲" }));
        var other = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林青霞" }));
        await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林青霞" }));

        Assert.Equal("duplicate", Assert.Single(Outcomes(same)));
        Assert.Equal("conflict", Assert.Single(Outcomes(other)));
        var conflict = await app.ReadAsync(db => db.MessageConflicts.SingleAsync(c => c.Source == core.Source));
        Assert.Equal((1, core.Branch.Id), (conflict.Sequence, conflict.BranchId));
    }

    [Fact]
    public async Task Gaps_are_reported_and_filled_in_any_order()
    {
        var core = await NewCoreAsync();
        await core.SendAsync(core.Message(2, "K-2", Monday, new { name = "林志玲" }), core.Message(6, "K-6", Monday, new { name = "林志玲" }));
        Assert.Equal(["1–1", "3–5"], await GapsAsync(core));

        await core.SendAsync(core.Message(5, "K-5", Monday, new { name = "林志玲" }), core.Message(1, "K-1", Monday, new { name = "林志玲" }));
        Assert.Equal(["3–4"], await GapsAsync(core));
        await core.SendAsync(core.Message(4, "K-4", Monday, new { name = "林志玲" }), core.Message(3, "K-3", Monday, new { name = "林志玲" }));

        Assert.Empty(await GapsAsync(core));
        Assert.Equal(HttpStatusCode.NotFound, (await core.Http.GetAsync("/api/v1/sources/ELSE/gaps")).StatusCode);
    }

    [Fact]
    public async Task What_is_older_than_what_the_bank_has_is_stale_and_changes_nothing()
    {
        var core = await NewCoreAsync();
        await core.SendAsync(core.Message(2, "K-1", Tuesday, new { name = "林志玲" }));

        var stale = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林青霞" }));
        var sameMoment = await core.SendAsync(core.Message(3, "K-1", Tuesday, new { name = "林青霞" }), core.Message(4, "K-1", Tuesday, new { name = "林志玲" }));

        Assert.Equal("stale", Assert.Single(Outcomes(stale)));
        Assert.Equal(["conflict", "unchanged"], Outcomes(sameMoment));
        Assert.Equal("林志玲", await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == core.Branch.Id).Select(c => c.Name).SingleAsync()));
        Assert.Empty(await GapsAsync(core));
    }

    [Fact]
    public async Task Of_what_nobody_knows_any_more_what_it_said_it_is_enough_that_it_came()
    {
        var core = await NewCoreAsync();
        await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲" }));
        await app.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"update source_records set digest = null where stream_id in (select id from message_streams where source = {core.Source})"));

        Assert.Equal("unchanged", Assert.Single(Outcomes(await core.SendAsync(core.Message(2, "K-1", Monday, new { name = "林志玲" })))));
    }

    [Fact]
    public async Task Several_versions_in_one_call_end_with_the_newest()
    {
        var core = await NewCoreAsync();

        var sent = await core.SendAsync(
            core.Message(1, "K-1", Tuesday, new { name = "林志玲", occupation = "Later" }), core.Message(2, "K-1", Monday, new { name = "林志玲", occupation = "Sooner" }));

        Assert.Equal(["applied", "applied"], Outcomes(sent));
        Assert.Equal("Later", await app.ReadAsync(db => db.Customers.Where(c => c.BranchId == core.Branch.Id).Select(c => c.Occupation).SingleAsync()));
    }

    [Fact]
    public async Task What_a_rule_refuses_is_told_and_may_come_again_mended()
    {
        var core = await NewCoreAsync();

        var sent = await core.SendAsync(
            core.Message(1, "K-1", Monday, new { name = "林志玲", mobile = "12" }), core.Message(2, "K-2", Monday, new { name = "林志玲" }),
            core.Message(3, "K-3", Monday, new { name = "林志玲" }, branch: "NOWHERE"));

        Assert.Equal(["refused", "applied", "refused"], Outcomes(sent));
        Assert.Equal("mobile", sent.GetProperty("results")[0].GetProperty("faults")[0].GetProperty("field").GetString());
        Assert.Equal(["1–1"], await GapsAsync(core));
        Assert.Equal("applied", Assert.Single(Outcomes(await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲", mobile = "13812345678" })))));
    }

    [Fact]
    public async Task A_customer_of_a_document_that_the_bank_has_is_the_same_customer()
    {
        var core = await NewCoreAsync();
        var known = await core.Branch.HasCustomerAsync(new() { Name = "林志玲", DocumentKind = Domain.Customers.IdentityDocuments.IdentityDocumentKind.Passport, DocumentNumber = "E12345678" });

        var sent = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲", document = new { kind = "passport", number = "E12345678" } }));

        Assert.Equal(known, IdOf(sent, 0));
    }

    [Fact]
    public async Task Another_branch_is_not_reached()
    {
        var core = await NewCoreAsync();
        var elsewhere = app.NewBranch();
        var theirs = await elsewhere.HasCustomerAsync();
        var number = await app.ReadAsync(db => db.Customers.Where(c => c.Id == theirs).Select(c => c.Number).SingleAsync());

        var sent = await core.SendAsync(core.Message(1, "K-1", Monday, new { name = "林志玲" }, branch: (await elsewhere.SaveAsync()).Code));

        Assert.Equal("refused", Assert.Single(Outcomes(sent)));
        Assert.Equal((404, "record.unknown"), await Problem.OfAsync(await core.Http.GetAsync($"/api/v1/customers/{number}")));
    }

    [Fact]
    public async Task Without_the_scope_it_is_refused_and_on_record()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var http = await app.CallsAsAsync(client);

        var refused = await http.PostAsync("/api/v1/customers:upsert", new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.Equal((403, "scope.missing"), await Problem.OfAsync(refused));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.AccessDenied && e.Actor == client.Id)));
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("""{"messages":[{"sequence":1,"record":{"externalNumber":"K","asOf":"2026-06-01T08:00:00Z","branch":"B","vip":true}}]}""", 400)]
    [InlineData("""{"messages":[{"sequence":1,"sequence":2,"record":{"externalNumber":"K","asOf":"2026-06-01T08:00:00Z","branch":"B"}}]}""", 400)]
    [InlineData("""{"messages":[]}""", 422)]
    public async Task What_is_not_of_the_form_is_refused_whole(string body, int status)
    {
        var core = await NewCoreAsync();

        Assert.Equal(status, (await Problem.OfAsync(await core.PostAsync(body, NewKey()))).Status);
    }

    [Fact]
    public async Task Too_long_a_body_is_refused_before_it_is_read()
    {
        var core = await NewCoreAsync();

        Assert.Equal((413, "body.too-long"), await Problem.OfAsync(await core.PostAsync(new string(' ', 10 * 1024 * 1024) + "{}", NewKey())));
    }

    [Fact]
    public async Task One_customer_is_read_masked_and_the_look_recorded()
    {
        var core = await NewCoreAsync();
        var id = await core.Branch.HasCustomerAsync(new() { Name = "林志玲", Mobile = "13812345678" });

        var answer = await core.Http.GetAsync($"/api/v1/customers/{await NumberAsync(id)}");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("林志玲", text, StringComparison.Ordinal);
        Assert.Contains("138****5678", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", text, StringComparison.Ordinal);
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.CustomerViewed && e.CustomerRef == id && e.Actor == core.Client.Id)));
    }

    [Fact]
    public async Task One_customer_is_changed_only_as_they_were_read()
    {
        var core = await NewCoreAsync();
        var id = await core.Branch.HasCustomerAsync(new() { Name = "林志玲" });
        var address = $"/api/v1/customers/{await NumberAsync(id)}";
        var seen = (await core.Http.GetAsync(address)).Headers.ETag!;

        var done = await PutAsync(core, address, seen.Tag, new { occupation = "Engineer" });
        var late = await PutAsync(core, address, seen.Tag, new { occupation = "Painter" });
        var blind = await PutAsync(core, address, null, new { occupation = "Painter" });
        var wrong = await PutAsync(core, address, done.Headers.ETag!.Tag, new { mobile = "12" });

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal((412, "record.changed"), await Problem.OfAsync(late));
        Assert.Equal((428, "version.missing"), await Problem.OfAsync(blind));
        Assert.Equal((422, "input.invalid"), await Problem.OfAsync(wrong));
        Assert.Equal("Engineer", await app.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Occupation).SingleAsync()));
    }

    private Task<TestCore> NewCoreAsync() => TestCore.NewAsync(app);

    private Task<string> NumberAsync(Guid id) => app.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());

    private static Task<HttpResponseMessage> PutAsync(TestCore core, string address, string? tag, object fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(fields) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return core.Http.SendAsync(request);
    }

    private static async Task<string[]> GapsAsync(TestCore core)
    {
        var answer = await core.Http.GetFromJsonAsync<JsonElement>($"/api/v1/sources/{core.Source}/gaps");
        return [.. answer.GetProperty("gaps").EnumerateArray().Select(g => $"{g.GetProperty("from").GetInt64()}–{g.GetProperty("until").GetInt64()}")];
    }

    private static string[] Outcomes(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("outcome").GetString()!)];

    private static Guid IdOf(JsonElement answer, int place) => answer.GetProperty("results")[place].GetProperty("id").GetGuid();

    private static string NewKey() => $"test-{Guid.NewGuid():n}";
}
