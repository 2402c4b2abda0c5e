using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests.Campaigns;

[Collection(Journeys.Name)]
public sealed class CampaignJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_campaign_is_drafted_approved_by_another_and_launched_by_keyboard()
    {
        await App.HasCustomerAsync("teller.north", new() { Name = "韩 活动", Mobile = "13812349876", AgreesToMarketing = true, ConsentProof = "Form", Tags = ["journey"] });
        var maker = await App.ReadAsync(db => db.Staff.Where(s => s.UserName == "marketing").Select(s => s.Id).SingleAsync());
        await App.HasAsync(Segment.Make(
            Guid.CreateVersion7(), new("Tagged for a journey", "", SegmentReach.Bank), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, "journey")), maker, TimeProvider.System.GetUtcNow()));
        var marketing = await DeskAsync();
        await marketing.SignInAsync("marketing");
        await marketing.PressAsync("g", "o");
        await marketing.IsAtAsync("Campaigns");
        await marketing.ScanAsync();
        await marketing.TabToAsync(marketing.Link("New campaign"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.IsAtAsync("New campaign");
        await marketing.Field("Name of the campaign").FillAsync("By keyboard");
        await marketing.Page.Locator("#Input_Include").SelectOptionAsync(new SelectOptionValue { Label = "Tagged for a journey" });
        await marketing.Page.Locator("#Input_Channels_0_").SelectOptionAsync("Counter");
        await marketing.Page.Locator("#Input_Channels_1_").SelectOptionAsync("Email");
        await marketing.ScanAsync();
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await marketing.IsAtAsync("What it says");

        await marketing.Page.Locator("#Counter-A-English textarea").FillAsync("{customer.name}, have you seen our new card?");
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(marketing.Page.Locator("#Counter-A-English")).ToContainTextAsync("Alex Morgan, have you seen our new card?");
        await marketing.ScanAsync();
        await TriesOutAsync(marketing);
        await marketing.TabToAsync(marketing.Link("By keyboard"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.IsAtAsync("By keyboard");
        await Assertions.Expect(marketing.Page.Locator("#forecast")).ToContainTextAsync("fewer than 20"); // so few are not told to marketing
        await Assertions.Expect(marketing.Page.Locator("#forecast .needs-script")).ToHaveCountAsync(0);
        await marketing.ScanAsync();
        await marketing.TabToAsync(marketing.Button("Propose it"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Waiting for approval");
        var address = new Uri(marketing.Page.Url).AbsolutePath;

        var compliance = await DeskAsync(language: Chinese);
        await compliance.SignInAsync("compliance");
        await compliance.OpenAsync(address);
        await compliance.ShowsAsync("terms.pdf"); // what is approved is seen
        await compliance.ScanAsync();
        await compliance.Page.Locator("form[action*=Approve] button").FocusAsync();
        await compliance.Page.Keyboard.PressAsync("Enter");
        await compliance.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "批准" }).PressAsync("Enter");
        await Assertions.Expect(compliance.Page.Locator("main")).ToContainTextAsync("已批准");

        await marketing.OpenAsync(address);
        await marketing.TabToAsync(marketing.Button("Launch it"));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Launch it" }).PressAsync("Enter");
        await marketing.ShowItIsMeAsync();
        await Assertions.Expect(marketing.Page.Locator("main")).ToContainTextAsync("Launched");
        for (var tries = 0; tries < 40 && await marketing.Page.Locator("main .badge:has-text('Running')").CountAsync() == 0; tries++)
        {
            await marketing.Page.WaitForTimeoutAsync(500); // a job writes the audience down
            await marketing.OpenAsync(address);
        }

        await compliance.OpenAsync(address + "/results");
        await Assertions.Expect(compliance.Page.Locator("main")).ToContainTextAsync("对照组");
        await compliance.ScanAsync();
    }

    [Fact]
    public async Task A_manager_hands_letters_over_as_a_file_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.north", new()
        {
            Name = "沈 信函",
            Address = new PostalAddress("CN", "", "上海市", "", "人民路230号", "", "200082"),
            AgreesToMarketing = true,
            ConsentProof = "Form",
        });
        var contact = await App.HasContactAsync(customer, CampaignChannel.Letter, ContactState.Planned, "Thanks by post");
        var campaign = await App.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.CampaignId).SingleAsync());
        await App.WorkAsync(async (db, _) => db.Entry(await db.Campaigns.AsTracking().AsSplitQuery().SingleAsync(c => c.Id == campaign)).Property(c => c.PreparedAt).CurrentValue = TimeProvider.System.GetUtcNow());
        var manager = await DeskAsync();
        await manager.SignInAsync("manager.north");
        await manager.OpenAsync($"/campaigns/{campaign}");
        await manager.TabToAsync(manager.Link("Letters and WeChat"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.IsAtAsync("Letters and WeChat");
        await manager.ShowsAsync("Letter · First contact");
        await manager.Field("What is the file for?").FillAsync("For the printing house");
        await manager.TabToAsync(manager.Button("Make the file"));
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the file" }).PressAsync("Enter");
        await manager.ShowItIsMeAsync();
        await Assertions.Expect(manager.Button("Pick up the file")).ToBeVisibleAsync(); // the page renews itself when it is there
        await manager.ScanAsync();
        var download = await manager.Page.RunAndWaitForDownloadAsync(() => manager.Button("Pick up the file").PressAsync("Enter"));
        Assert.Contains($"沈 信函,上海市人民路230号 200082,{contact.Code},", await File.ReadAllTextAsync(await download.PathAsync()));
        await manager.OpenAsync($"/campaigns/{campaign}/hand-overs");
        await manager.ShowsAsync("Take the same file again");
        await manager.ShowsAsync("Nobody waits to be handed over.");

        var marketing = await DeskAsync(language: Chinese);
        await marketing.SignInAsync("marketing");
        await marketing.OpenAsync($"/campaigns/{campaign}/hand-overs");
        await marketing.IsAtAsync("信函与微信");
        await marketing.ShowsAsync("少于 20");
    }

    private static async Task TriesOutAsync(Desk marketing)
    {
        var card = marketing.Page.Locator("#Email-A-English");
        await card.GetByLabel("Subject").FillAsync("Our new card");
        await card.Locator("textarea").FillAsync("{customer.name}, have you seen our new card?");
        await marketing.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(card).ToContainTextAsync("More, or no more offers");
        await card.GetByLabel("Your address at the bank").FillAsync("li.na@bank.example");
        await marketing.Page.Keyboard.PressAsync("Enter");
        await marketing.ShowsAsync("This channel is not set up, so nothing can be sent."); // no mail server is here
        await marketing.ScanAsync();
        await card.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "terms.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 terms"u8.ToArray() });
        await marketing.TabToAsync(card.GetByRole(AriaRole.Button, new() { Name = "Attach the file" }));
        await marketing.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(card.GetByRole(AriaRole.Link, new() { Name = "terms.pdf" })).ToBeVisibleAsync();
        await marketing.ScanAsync();
    }
}
