using System;
using BankCrm.Infrastructure.Campaigns;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class Campaigns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    for_branch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channels = table.Column<string[]>(type: "text[]", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    forecast = table.Column<string>(type: "text", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    plan_b_percent = table.Column<int>(type: "integer", nullable: false),
                    plan_budget = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    plan_call_cost = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    plan_calls_a_day = table.Column<int>(type: "integer", nullable: false),
                    plan_contact_days = table.Column<int>(type: "integer", nullable: false),
                    plan_control_percent = table.Column<int>(type: "integer", nullable: false),
                    plan_cool_down_days = table.Column<int>(type: "integer", nullable: false),
                    plan_email_cost = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    plan_ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    plan_fixed_cost = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    plan_goal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    plan_most_contacts = table.Column<int>(type: "integer", nullable: false),
                    plan_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    plan_occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    plan_occasion_days = table.Column<int>(type: "integer", nullable: false),
                    plan_per_hour = table.Column<int>(type: "integer", nullable: false),
                    plan_product_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_reminder_days = table.Column<int>(type: "integer", nullable: false),
                    plan_reminders = table.Column<int>(type: "integer", nullable: false),
                    plan_sale_value = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: true),
                    plan_sales_wanted = table.Column<int>(type: "integer", nullable: true),
                    plan_skips_holders = table.Column<bool>(type: "boolean", nullable: false),
                    plan_sms_cost = table.Column<decimal>(type: "numeric(19,4)", precision: 19, scale: 4, nullable: false),
                    plan_starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    plan_window_days = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaigns", x => x.id);
                    table.CheckConstraint("ck_campaigns_ended", "(state in ('Stopped', 'Ended')) = (ended_at is not null)");
                    table.ForeignKey(
                        name: "fk_campaigns_branches_for_branch_id",
                        column: x => x.for_branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaigns_staff_owner_id",
                        column: x => x.owner_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wave = table.Column<int>(type: "integer", nullable: false),
                    occasion = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    arm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    left_out = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    leased_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    follow_up_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    bounced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answered_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    opted_out_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    bought_on = table.Column<DateOnly>(type: "date", nullable: true),
                    bought_account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_contacts", x => x.id);
                    table.CheckConstraint("ck_campaign_contacts_code", "(code is null) = (state = 'None') and (due_at is null) = (state = 'None')");
                    table.CheckConstraint("ck_campaign_contacts_left_out", "(left_out is null) = (arm is not null and channel is not null)");
                    table.CheckConstraint("ck_campaign_contacts_peace", "(state = 'None') = (left_out is not null or arm = 'Control')");
                    table.ForeignKey(
                        name: "fk_campaign_contacts_accounts_bought_account_id",
                        column: x => x.bought_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaign_contacts_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaign_contacts_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_contacts_follow_ups_follow_up_id",
                        column: x => x.follow_up_id,
                        principalTable: "follow_ups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_segments",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    segment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_excluded = table.Column<bool>(type: "boolean", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_segments", x => new { x.campaign_id, x.segment_id });
                    table.ForeignKey(
                        name: "fk_campaign_segments_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_campaign_segments_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_steps_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_tallies",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    arm = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    wave = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    detail = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    contacts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_tallies", x => new { x.campaign_id, x.branch_id, x.arm, x.channel, x.wave, x.step, x.detail, x.day });
                    table.ForeignKey(
                        name: "fk_campaign_tallies_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaign_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arm = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_texts", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaign_texts_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_bought_account_id",
                table: "campaign_contacts",
                column: "bought_account_id",
                unique: true,
                filter: "bought_account_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_campaign_id_customer_id_wave",
                table: "campaign_contacts",
                columns: new[] { "campaign_id", "customer_id", "wave" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_campaign_id_occasion",
                table: "campaign_contacts",
                columns: new[] { "campaign_id", "occasion" },
                unique: true,
                filter: "occasion is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_code",
                table: "campaign_contacts",
                column: "code",
                unique: true,
                filter: "code is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_customer_id_planned_at",
                table: "campaign_contacts",
                columns: new[] { "customer_id", "planned_at" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_due",
                table: "campaign_contacts",
                columns: new[] { "campaign_id", "due_at" },
                filter: "state = 'Planned'");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_follow_up_id",
                table: "campaign_contacts",
                column: "follow_up_id",
                filter: "follow_up_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_leased_until",
                table: "campaign_contacts",
                column: "leased_until",
                filter: "state = 'Sending'");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_segments_segment_id",
                table: "campaign_segments",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_steps_campaign_id_at",
                table: "campaign_steps",
                columns: new[] { "campaign_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_texts_campaign_id_channel_arm_language",
                table: "campaign_texts",
                columns: new[] { "campaign_id", "channel", "arm", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_for_branch_id",
                table: "campaigns",
                column: "for_branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_owner_id",
                table: "campaigns",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_state_id",
                table: "campaigns",
                columns: new[] { "state", "id" });

            foreach (var sql in ContactsSql.AfterTables)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(ContactsSql.Remove);

            migrationBuilder.DropTable(
                name: "campaign_contacts");

            migrationBuilder.DropTable(
                name: "campaign_segments");

            migrationBuilder.DropTable(
                name: "campaign_steps");

            migrationBuilder.DropTable(
                name: "campaign_tallies");

            migrationBuilder.DropTable(
                name: "campaign_texts");

            migrationBuilder.DropTable(
                name: "campaigns");
        }
    }
}
