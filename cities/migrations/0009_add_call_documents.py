import cities.models.source
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '__first__'),
        ('cities', '0008_know_open_fields'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequiredDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('kind', models.CharField(choices=[('form', 'form'), ('letter', 'letter'), ('photo', 'photo'), ('rights', 'cession of rights to a photo'), ('links', 'links'), ('list', 'list of the documents'), ('other', 'other document')], max_length=8, verbose_name='kind')),
                ('name_th', models.CharField(max_length=300, verbose_name='name in Thai')),
                ('name_en', models.CharField(max_length=300, verbose_name='name in English')),
                ('count', models.PositiveSmallIntegerField(default=1, verbose_name='how many')),
                ('max_megabytes', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='largest file in megabytes')),
                ('max_words', models.PositiveIntegerField(blank=True, null=True, verbose_name='most words')),
                ('source_codes', cities.models.source.SourceCodesField(blank=True, default=list, verbose_name='sources')),
                ('note', models.TextField(blank=True, verbose_name='internal note')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cities.call', verbose_name='call')),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cities.call', verbose_name='taken over from the call')),
            ],
            options={
                'verbose_name': 'document asked for',
                'verbose_name_plural': 'documents asked for',
                'ordering': ['call', 'position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='TemplateStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name_th', models.CharField(max_length=200, verbose_name='name in Thai')),
                ('name_en', models.CharField(max_length=200, verbose_name='name in English')),
                ('counts_from', models.CharField(choices=[('deadline', 'the deadline'), ('announcement', 'the announcement')], default='deadline', max_length=12, verbose_name='counted from')),
                ('days_before', models.SmallIntegerField(default=0, verbose_name='days before it')),
                ('is_key', models.BooleanField(default=False, verbose_name='key')),
                ('done_by', models.CharField(blank=True, choices=[('selection', 'the national selection'), ('submission', 'the submission'), ('announcement', 'the announcement')], max_length=12, verbose_name='done by the stage')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cities.call', verbose_name='call')),
            ],
            options={
                'verbose_name': 'step of the template',
                'verbose_name_plural': 'steps of the template',
                'ordering': ['call', 'position', 'code'],
            },
        ),
        migrations.AddConstraint(
            model_name='requireddocument',
            constraint=models.UniqueConstraint(fields=('call', 'code'), name='document_code', violation_error_message="This call's list has that code already."),
        ),
        migrations.AddConstraint(
            model_name='templatestep',
            constraint=models.UniqueConstraint(fields=('call', 'code'), name='step_code', violation_error_message='This template has that code already.'),
        ),
    ]
